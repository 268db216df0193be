import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { CallbackOptions } from "../auth.js";
import { AuthConfigError, CallbackError } from "../auth-errors.js";
import { callbackPage } from "./page-callback.js";
import type { CallbackServer } from "./callback.js";
import { page, PAGE_HEADERS } from "./callback-page.js";
import { readCallback, type CallbackAnswer } from "./callback-params.js";

const LOOPBACK: Readonly<Record<string, string>> = {
  "127.0.0.1": "127.0.0.1",
  "::1": "::1",
  "[::1]": "::1",
  localhost: "127.0.0.1",
};

/** Listens on `options.port`; else on `preferredPort` if it is free, else on any. */
export async function listenForCallback(
  options: CallbackOptions = {},
  preferredPort?: number,
): Promise<CallbackServer> {
  if (options.redirectUrl !== undefined) return callbackPage(options.redirectUrl);
  const { host = "127.0.0.1", path = "/callback" } = options;
  const address = LOOPBACK[host];
  if (address === undefined)
    throw new AuthConfigError(
      `callback.host must be a loopback address (127.0.0.1, ::1 or localhost), got "${host}".`,
    );
  let waiting:
    { state: string; resolve: (answer: CallbackAnswer & { kind: "code" | "error" }) => void } | undefined;
  const server = createServer((request, response) => {
    const query = callbackQuery(request, path);
    if (query === undefined)
      return respond(response, 404, "Not found", "This is the callback of a command-line login.");
    if (waiting === undefined)
      return respond(response, 410, "Already answered", "This login has ended. You can close this page.");
    const answer = readCallback(query, waiting.state);
    if (answer.kind === "foreign")
      return respond(response, 400, "Not this login", `The response was rejected: ${answer.reason}.`);
    const { resolve } = waiting;
    waiting = undefined;
    if (answer.kind === "code")
      respond(response, 200, "Logged in", "You can close this page and return to the program.");
    else
      respond(
        response,
        400,
        "Not authorized",
        `${answer.error}${answer.description === undefined ? "" : `: ${answer.description}`}`,
      );
    resolve(answer);
  });
  const port = await listen(server, address, options.port, preferredPort);
  return {
    redirectUrl: `http://${host === "::1" ? "[::1]" : host}:${port}${path}`,
    answer: (state) => new Promise((resolve) => (waiting = { state, resolve })),
    close: () => close(server),
  };
}

function callbackQuery(request: IncomingMessage, path: string): URLSearchParams | undefined {
  const base = "http://callback.invalid";
  if (request.method !== "GET" || !URL.canParse(request.url ?? "", base)) return undefined;
  const url = new URL(request.url ?? "", base);
  return url.pathname === path ? url.searchParams : undefined;
}

function respond(response: ServerResponse, status: number, heading: string, text: string): void {
  response.writeHead(status, PAGE_HEADERS).end(page(heading, text));
}

async function listen(
  server: Server,
  host: string,
  port: number | undefined,
  preferredPort: number | undefined,
): Promise<number> {
  try {
    return await listenOn(server, host, port ?? preferredPort ?? 0);
  } catch (cause) {
    if (port !== undefined)
      throw new CallbackError(
        `The callback port ${port} is in use by another program. Stop that program, or choose another callback.port; for a client registered by hand, register the redirect URI with that port, too.`,
        { cause },
      );
    return listenOn(server, host, 0);
  }
}

function listenOn(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({ host, port, exclusive: true }, () => {
      server.off("error", reject);
      // Callers that wait for the login keep the process alive; a login without callers does not.
      server.unref();
      resolve((server.address() as AddressInfo).port);
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    // The page has been flushed by then; the browser's idle connections are closed.
    setTimeout(() => server.closeAllConnections(), 100).unref();
    server.closeIdleConnections();
  });
}
