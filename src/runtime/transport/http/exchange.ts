import type { Dispatcher } from "undici";
import { onAbort } from "../../async/on-abort.js";
import { loadUndici } from "./load-undici.js";
import { codingsOf } from "./codings.js";
import { unpacked } from "./unpack.js";
import { SocketResponse } from "./socket-response.js";

/**
 * Sends one request over undici's sockets, and resolves to the response as soon as its headers arrive, like `fetch`. The
 * machinery of `fetch` costs more than the rest of a call, and this runtime handles redirects, cookies and limits anyway.
 *
 * @throws {TypeError} "fetch failed", with the cause, or the reason of the signal
 */
export async function exchange(
  dispatcher: Dispatcher,
  input: string | URL,
  init: RequestInit,
): Promise<Response> {
  if (!dispatches(dispatcher)) return fetched(dispatcher, input, init);
  const url = input instanceof URL ? input : new URL(input);
  const { body, type } = await bodyOf(init.body);
  const method = (init.method ?? "GET").toUpperCase();
  const headers = headersOf(init.headers, url, type);
  const { origin, pathname, search } = url;
  const options = { origin, path: pathname + search, method: method as Dispatcher.HttpMethod, headers, body };
  const response = await dispatched(dispatcher, options, url, init.signal ?? undefined);
  const codings = codingsOf(response.headers);
  const plain = codings.length === 0 || response.body === null;
  return plain ? (response as unknown as Response) : unpacked(response, codings);
}

/** Whether a dispatcher can send requests: Bun has its own undici, whose dispatchers do nothing. */
export function dispatches(dispatcher: Partial<Dispatcher>): boolean {
  return typeof dispatcher.dispatch === "function";
}

/** The same with undici's `fetch`, which follows redirects by default. */
async function fetched(dispatcher: Dispatcher, input: string | URL, init: RequestInit): Promise<Response> {
  const { fetch } = await loadUndici();
  // Two declarations of one standard: undici's own and the DOM's.
  const request = { ...(init as object), dispatcher, redirect: "manual" } as const;
  return (await fetch(input, request)) as unknown as Response;
}

/** Resolves to the response to a request once its headers arrive; the body follows. */
function dispatched(
  dispatcher: Dispatcher,
  options: Dispatcher.DispatchOptions,
  url: URL,
  signal: AbortSignal | undefined,
): Promise<SocketResponse> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted === true) throw signal.reason as Error;
    let response: SocketResponse | undefined;
    // undici connects before it reports the request: an abort must not wait for that
    let release = onAbort(signal, () => reject(signal?.reason as Error));
    dispatcher.dispatch(options, {
      onRequestStart(controller) {
        release();
        release = onAbort(signal, () => controller.abort(signal?.reason as Error));
        if (signal?.aborted === true) controller.abort(signal.reason as Error);
      },
      onResponseStart(controller, status, headers, statusText = "") {
        // interim responses (RFC 9110, 15.2)
        if (status < 200) return;
        response = new SocketResponse({
          url,
          method: options.method,
          status,
          statusText,
          headers,
          controller,
        });
        resolve(response);
      },
      onResponseData: (_, chunk) => response?.push(chunk),
      onResponseEnd() {
        release();
        response?.end();
      },
      onResponseError(_, error) {
        release();
        const left = signal?.aborted === true;
        if (response === undefined)
          reject(left ? (signal.reason as Error) : new TypeError("fetch failed", { cause: error }));
        else response.fail(left ? signal.reason : new TypeError("terminated", { cause: error }));
      },
    });
  });
}

/** Returns a body as undici sends it, and the type that the fetch standard gives it. */
async function bodyOf(
  body: RequestInit["body"],
): Promise<{ readonly body: string | Uint8Array | null; readonly type?: string | null }> {
  if (typeof body === "string" || body instanceof Uint8Array) return { body };
  if (body === null || body === undefined) return { body: null };
  const whole = new Response(body);
  return { body: new Uint8Array(await whole.arrayBuffer()), type: whole.headers.get("content-type") };
}

/** Returns alternating names and values, with the headers that `fetch` adds if they are missing. */
function headersOf(given: RequestInit["headers"], url: URL, type: string | null | undefined): string[] {
  const headers = given instanceof Headers ? given : new Headers(given);
  const list: string[] = [];
  for (const [name, value] of headers) list.push(name, value);
  const add = (name: string, value: string): void => {
    if (!headers.has(name)) list.push(name, value);
  };
  add("accept", "*/*");
  add("accept-encoding", url.protocol === "https:" ? "br, gzip, deflate" : "gzip, deflate");
  add("user-agent", "undici");
  if (type !== null && type !== undefined) add("content-type", type);
  return list;
}
