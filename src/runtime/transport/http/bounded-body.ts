const CR = 0x0d;
const LF = 0x0a;

/** Counts what of a stream belongs together; `true`: it is over the limit. */
type Meter = (chunk: Uint8Array) => boolean;

/** All bytes of a body. */
function wholeBody(limit: number): Meter {
  let size = 0;
  return (chunk) => (size += chunk.length) > limit;
}

/** The bytes of one event: the stream may last for ever. An event ends at an empty line; lines end at LF, CR or CRLF. */
function eachEvent(limit: number): Meter {
  let size = 0;
  let lineIsEmpty = true;
  let afterCr = false;
  return (chunk) => {
    for (const byte of chunk) {
      const endOfCrLf = byte === LF && afterCr;
      afterCr = byte === CR;
      if (endOfCrLf) continue;
      if (byte !== CR && byte !== LF) {
        lineIsEmpty = false;
        if (++size > limit) return true;
        continue;
      }
      if (lineIsEmpty) size = 0;
      lineIsEmpty = true;
    }
    return false;
  };
}

/**
 * `response` whose body fails with `tooLarge()` where it, or one event of an event stream, has more than `limit` bytes
 * after decompression. Nothing more than that is ever held.
 */
export function boundBody(response: Response, limit: number, tooLarge: () => Error): Response {
  if (response.body === null || tellsSmallSize(response, limit)) return response;
  const isStream = /^text\/event-stream\b/i.test(response.headers.get("content-type") ?? "");
  const isOver = isStream ? eachEvent(limit) : wholeBody(limit);
  return withBody(response, metered(response.body, isOver, tooLarge));
}

/** HTTP ends a body at its declared length; what is compressed may be anything after it. */
function tellsSmallSize({ headers }: Response, limit: number): boolean {
  const length = headers.get("content-length");
  return (
    length !== null && /^\d+$/.test(length) && Number(length) <= limit && !headers.has("content-encoding")
  );
}

/** The same chunks, one by one as they are asked for: much cheaper than a `TransformStream`. */
function metered(
  body: ReadableStream<Uint8Array>,
  isOver: Meter,
  tooLarge: () => Error,
): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await reader.read();
        if (done) return controller.close();
        if (!isOver(value)) return controller.enqueue(value);
        const error = tooLarge();
        controller.error(error);
        await reader.cancel(error).catch(() => undefined);
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}

/** A response may have no body of its own to set: a copy of the rest of it. */
function withBody(response: Response, body: ReadableStream<Uint8Array>): Response {
  const { status, statusText, headers } = response;
  const copy = new Response(body, { status, statusText, headers: [...headers] });
  Object.defineProperty(copy, "url", { value: response.url });
  return copy;
}
