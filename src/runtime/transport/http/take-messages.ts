import { readEvents, type SkippedEvent, type StreamEvent } from "./event-stream.js";

/**
 * Takes the messages out of the event stream of `response`, whatever its content type, and passes them to `onMessage`. The
 * remaining events are for the connection itself: the address to post to.
 */
export function takeMessages(
  response: Response,
  limit: number,
  onMessage: (event: StreamEvent | SkippedEvent) => void,
): Response {
  if (response.body === null) return response;
  const events = readEvents(response.body, limit);
  const encoder = new TextEncoder();
  const rest = new ReadableStream<Uint8Array>({
    async pull(controller) {
      for (;;) {
        const { done, value } = await events.next();
        if (done === true) return controller.close();
        if (value.kind === "skipped" || value.type !== "endpoint") onMessage(value);
        else return controller.enqueue(encoder.encode(textOf(value)));
      }
    },
    cancel: () => void events.return(undefined),
  });
  const { status, statusText } = response;
  const headers = new Headers([...response.headers]);
  headers.set("content-type", "text/event-stream");
  const copy = new Response(rest, { status, statusText, headers });
  Object.defineProperty(copy, "url", { value: response.url });
  return copy;
}

function textOf({ type, data, id }: StreamEvent): string {
  const lines = data.split("\n").map((line) => `data: ${line}\n`);
  return `${id === undefined ? "" : `id: ${id}\n`}event: ${type}\n${lines.join("")}\n`;
}
