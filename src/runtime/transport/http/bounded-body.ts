/** A response that limits its body itself. */
export interface Bounded {
  bound(limit: number, tooLarge: () => Error): void;
}

/**
 * Limits the body of `response`: it fails with `tooLarge()` if it has more than `limit` bytes after decompression. Never holds
 * more than that. An event stream may be longer: its reader limits the events.
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

/** HTTP limits a body to its declared length; a compressed one may be of any size once decompressed. */
function tellsSmallSize({ headers }: Response, limit: number): boolean {
  const length = headers.get("content-length");
  return (
    length !== null && /^\d+$/.test(length) && Number(length) <= limit && !headers.has("content-encoding")
  );
}

/** Passes on the same chunks as they are read: much cheaper than a `TransformStream`. */
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

/** Copies the rest of a response, whose own body cannot be replaced. */
function withBody(response: Response, body: ReadableStream<Uint8Array>): Response {
  const { status, statusText, headers } = response;
  const copy = new Response(body, { status, statusText, headers: [...headers] });
  Object.defineProperty(copy, "url", { value: response.url });
  return copy;
}
