import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

/** Answers a Node.js request with the response of `fetch` to the equivalent web request; 404 for any other path. */
export async function answerNode(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  path: string,
  fetch: (request: Request) => Promise<Response>,
): Promise<void> {
  const url = new URL(incoming.url ?? "/", `http://${incoming.headers.host ?? "localhost"}`);
  if (url.pathname !== path) return void outgoing.writeHead(404).end();
  const gone = new AbortController();
  outgoing.once("close", () => gone.abort(new Error("The caller disconnected.")));
  const { method = "GET" } = incoming;
  const request = new Request(url, {
    method,
    headers: headersOf(incoming),
    signal: gone.signal,
    ...(method !== "GET" && method !== "HEAD" && { body: Readable.toWeb(incoming) as never, duplex: "half" }),
  } as RequestInit);
  const response = await fetch(request);
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  if (response.body === null) return void outgoing.end();
  outgoing.flushHeaders();
  await pipeline(Readable.fromWeb(response.body as never), outgoing).catch(() => {
    // The caller has closed the connection, which ends the stream.
  });
}

function headersOf({ headers }: IncomingMessage): Headers {
  return new Headers(
    Object.entries(headers).flatMap(([name, value]) =>
      (Array.isArray(value) ? value : [value]).flatMap((one): [string, string][] =>
        one === undefined ? [] : [[name, one]],
      ),
    ),
  );
}
