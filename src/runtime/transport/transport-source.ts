import type { AuthProvider, FetchLike, OAuthClientProvider, Transport } from "@modelcontextprotocol/client";
import type { OutputHold } from "./output-hold.js";

/** Kind of transport. */
export type SourceKind = "stdio" | "http" | "sse" | "websocket" | "memory" | "custom";

/** Passed to a transport by the connection that opens it. */
export interface OpenContext {
  /** Key of the server, for errors. */
  readonly server?: string;
  /** Aborts opening; an open transport is ended by its `close()`. */
  readonly signal?: AbortSignal;
  /** Adds credentials to the fetch of an HTTP transport (see `HttpAuth`). */
  readonly authorize?: (base: FetchLike) => Authorized;
  /** An SDK provider, if `authorize` is not given. */
  readonly authProvider?: AuthProvider | OAuthClientProvider;
  /** Returns headers for each request, in place of those of the source: of the identity for whom the session is. */
  readonly headers?: (() => Promise<Headers>) | undefined;
  /** Connections with the same scope share cookies; others never do. Default: not shared. */
  readonly cookieScope?: object;
  /** Called with values of requests that errors must not show: headers, tokens, the values of an env file. */
  readonly onSecrets?: (secrets: readonly string[], plain?: readonly string[]) => void;
  /** Whether there is a handler for unsolicited messages. `false`: no standby stream is opened. Default true. */
  readonly listens?: boolean;
  /** Holds back what a process prints on this program's standard error, until the connection succeeds or fails. */
  readonly output?: OutputHold;
  /** Called with transport events that do not fail a request. Must not throw. */
  readonly onEvent?: (event: TransportEvent) => void;
}

/** What a source adds to its requests that may identify a user. */
export interface SourceCredentials {
  /** Whether a function of the program makes the headers for every request. */
  readonly change: boolean;
  /** Returns the headers as they are now, if the program gave them as an object, which it may change. */
  readonly given?: (() => Headers) | undefined;
  /** Whether a `fetch` of the program sends the requests, which may add anything. */
  readonly own: boolean;
  /** Digest of the TLS client's certificate. */
  readonly certificate?: string | undefined;
  /** Returns the headers of the next request. `server`: its name, for errors. */
  headers(server?: string): Promise<Headers>;
}

/** How requests of an HTTP, SSE or WebSocket transport carry credentials. */
export interface Authorized {
  readonly fetch: FetchLike;
  /** Returns headers for a handshake that `fetch` cannot make: a WebSocket upgrade. */
  headers?(signal?: AbortSignal): Promise<Readonly<Record<string, string>>>;
}

/** A noteworthy event of a transport that does not fail a request. */
export type TransportEvent =
  /** The server wrote something on its standard output that is not a message; `text` is cut and fit to show. */
  | { readonly type: "noise"; readonly label: string; readonly text: string }
  /** Streamable HTTP was refused with `status`: SSE is used instead. */
  | { readonly type: "fallback"; readonly label: string; readonly to: SourceKind; readonly status: number }
  /** A server process ended. */
  | { readonly type: "exit"; readonly label: string; readonly end: TransportEnd };

/** What a server program printed besides messages, without secrets. */
export interface ServerWords {
  /** The last 8 KiB of its standard error. */
  readonly stderrTail?: string;
  /** The first 1 KiB of its standard error, if `stderrTail` does not reach that far back. */
  readonly stderrHead?: string;
  /** Lines of its standard output that were not messages: the last 2 KiB. */
  readonly strayTail?: string;
  /** The first 1 KiB of them, if `strayTail` does not reach that far back. */
  readonly strayHead?: string;
}

/** Why a transport ended, if it ended by itself, and what its server printed. */
export interface TransportEnd extends ServerWords {
  /** One clause, fit to show: `exited with code 3`, `was ended by SIGKILL`, `sent a message over the limit of …`. */
  readonly reason: string;
  readonly exitCode?: number;
  readonly signal?: string;
  /** The error that ended it: a message over its limit, a broken stream. */
  readonly cause?: Error;
  /** What to do about it, as a sentence, if known. */
  readonly cure?: string;
}

/** How to reach a server: makes a new SDK `Transport` for every connection. */
export interface TransportSource {
  readonly kind: SourceKind;
  /** For errors and events, without secrets: command name, or origin and path. */
  readonly label: string;
  /** Full URL of a remote server, with the query that `label` omits. Credentials are for it; see `serverUrlOf`. */
  readonly serverUrl?: string | undefined;
  /** Key for caches of era verdicts; `undefined`: not cacheable. */
  readonly identity?: string | undefined;
  /** Whether it can open a second transport in parallel. Default true. */
  readonly reopens?: boolean;
  /**
   * Program that may install the server before starting it, such as `npx`: that takes longer, and must not run twice in
   * parallel.
   */
  readonly installer?: string | undefined;
  /** Names of network variables of this machine that the server does not get: a start that hangs may lack them. */
  readonly withheld?: readonly string[];
  readonly supportsAuth: boolean;
  /** Values it was made with that may be secrets: they are removed from errors and events. */
  readonly secrets?: readonly string[] | undefined;
  /** Those of `secrets` that recordings may keep: neither name nor form means a secret. */
  readonly plainValues?: readonly string[] | undefined;
  /** What identifies the user of its requests; absent: nothing. */
  readonly credentials?: SourceCredentials | undefined;
  /** Creates a transport that is not started yet. Throws `ConfigurationError` if none can ever be opened. */
  open(context: OpenContext): Promise<Transport>;
  /** Returns why `transport` ended. `undefined` while it is open, after a normal close, or if unknown. */
  diagnose?(transport: Transport): TransportEnd | undefined;
  /** Returns what the latest server process has printed so far, which may explain a start that hangs. */
  words?(): ServerWords;
  /** Ends what outlives a connection: a kept process, a socket pool. */
  dispose?(): Promise<void>;
}
