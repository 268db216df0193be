/** A response that bounds its body itself. */
export interface Bounded {
  bound(limit: number, tooLarge: () => Error): void;
}

/**
 * `response` whose body fails with `tooLarge()` where it has more than `limit` bytes after decompression. Nothing more than that is
 * ever held. An event stream may last: whoever reads it bounds its events.
 */
export function boundBody(response: Response, limit: number, tooLarge: () => Error): Response {
  const lasts = response.ok && /^\s*text\/event-stream\b/i.test(response.headers.get("content-type") ?? "");
  if (lasts || tellsSmallSize(response, limit)) return response;
  if ("bound" in response) {
    (response as unknown as Bounded).bound(limit, tooLarge);
    return response;
  }
  if (response.body === null) return response;
  return withBody(response, metered(response.body, limit, tooLarge));
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
  limit: number,
  tooLarge: () => Error,
): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  let size = 0;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await reader.read();
        if (done) return controller.close();
        size += value.length;
        if (size <= limit) return controller.enqueue(value);
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
