import type { AuthProvider, FetchLike, OAuthClientProvider, Transport } from "@modelcontextprotocol/client";
import type { OutputHold } from "./output-hold.js";

import type { Identity } from "../identity/identity.js";

/** Kind of transport. */
export type SourceKind = "stdio" | "http" | "sse" | "websocket" | "memory" | "custom";

/** What the connection that opens a transport tells it. */
export interface OpenContext {
  /** Key of the server, for errors. */
  readonly server?: string;
  /** Aborts opening; a transport that is open already is ended by its `close()`. */
  readonly signal?: AbortSignal;
  /** Puts credentials around the fetch of an HTTP transport (`HttpAuth` of the auth room is what it returns). */
  readonly authorize?: (base: FetchLike) => Authorized;
  /** An SDK provider, where `authorize` is not given. */
  readonly authProvider?: AuthProvider | OAuthClientProvider;
  /** For whom the session is opened, where that is not the same for all: its headers stand in place of those that the source makes. */
  readonly identity?: Identity | undefined;
  /** Whose cookies the connection shares: connections of one scope share them, others never. Default: shared with no other. */
  readonly cookieScope?: object;
  /** Told of what a request is sent with and an error must not show: headers, tokens, the values of an env file. */
  readonly onSecrets?: (secrets: readonly string[]) => void;
  /** Whether anything handles what a server sends unasked. `false`: no standby stream is opened. Default true. */
  readonly listens?: boolean;
  /** Holds back what a process prints to this program's standard error, until the connection is made or failed. */
  readonly output?: OutputHold;
  /** Told what happens underneath and fails no request. Must not throw. */
  readonly onEvent?: (event: TransportEvent) => void;
}

/** What a source puts into its requests by itself that may tell one user from another. */
export interface SourceCredentials {
  /** The headers are made anew for every request, by a function of the program's. */
  readonly change: boolean;
  /** A `fetch` of the program's own sends the requests, and may add what it likes. */
  readonly own: boolean;
  /** Digest of the certificate that the TLS client shows. */
  readonly certificate?: string | undefined;
  /** The headers of the next request. */
  headers(): Promise<Headers>;
}

/** How requests of an HTTP, SSE or WebSocket transport carry credentials. */
export interface Authorized {
  readonly fetch: FetchLike;
  /** Headers of a handshake that no fetch makes: a WebSocket upgrade. */
  headers?(signal?: AbortSignal): Promise<Readonly<Record<string, string>>>;
}

/** Something about a transport that is worth knowing and fails no request. */
export type TransportEvent =
  /** The server wrote something to its standard output that is no message; `text` is fit to show, and cut. */
  | { readonly type: "noise"; readonly label: string; readonly text: string }
  /** Streamable HTTP was refused with `status`: SSE is used instead. */
  | { readonly type: "fallback"; readonly label: string; readonly to: SourceKind; readonly status: number }
  /** A server process ended. */
  | { readonly type: "exit"; readonly label: string; readonly end: TransportEnd };

/** What a server program wrote that was no message, secrets redacted. */
export interface ServerWords {
  /** The last 8 KiB of its standard error. */
  readonly stderrTail?: string;
  /** How its standard error began, where `stderrTail` does not reach that far back: 1 KiB. */
  readonly stderrHead?: string;
  /** Lines of its standard output that were no message: the last 2 KiB. */
  readonly strayTail?: string;
  /** The first of them, where `strayTail` does not reach that far back: 1 KiB. */
  readonly strayHead?: string;
}

/** Why a transport ended, where it ended by itself, and what its server wrote. */
export interface TransportEnd extends ServerWords {
  /** One clause, fit to show: `exited with code 3`, `was ended by SIGKILL`, `sent a message over the limit of …`. */
  readonly reason: string;
  readonly exitCode?: number;
  readonly signal?: string;
  /** What ended it, where that is an error: a message over its limit, a stream that broke. */
  readonly cause?: Error;
  /** What to do about it, as a sentence, where that is known. */
  readonly cure?: string;
}

/** How to reach a server: makes a fresh SDK `Transport` for every (re)connection. */
export interface TransportSource {
  readonly kind: SourceKind;
  /** For errors and events; no secret: command name, or origin and path. */
  readonly label: string;
  /** Of a remote server: its URL in full, with the query that `label` leaves out. Credentials are for it; see `serverUrlOf`. */
  readonly serverUrl?: string | undefined;
  /** Identity for caches of era verdicts; `undefined`: not cacheable. */
  readonly identity?: string | undefined;
  /** Whether it opens a second transport beside one that is open. Default true. */
  readonly reopens?: boolean;
  /** What may install the server before it starts it, such as `npx`: that takes longer, and must not be done twice at once. */
  readonly installer?: string | undefined;
  /** Variables of this machine's network that the server does not get, by name: what a start that hangs may lack. */
  readonly withheld?: readonly string[];
  readonly supportsAuth: boolean;
  /** Values that it was made with and that may be secrets: they are kept out of errors and events. */
  readonly secrets?: readonly string[] | undefined;
  /** What its requests carry that tells for whom they are made; absent: nothing. */
  readonly credentials?: SourceCredentials | undefined;
  /** A transport that is not started yet. Throws `ConfigurationError` where nothing can ever be opened. */
  open(context: OpenContext): Promise<Transport>;
  /** Why `transport` ended; `undefined`: it did not, or was closed, or nobody knows. */
  diagnose?(transport: Transport): TransportEnd | undefined;
  /** What the server that was started last has written so far: what a start that hangs may say of itself. */
  words?(): ServerWords;
  /** Ends what outlives a connection: a kept process, a pool of sockets. */
  dispose?(): Promise<void>;
}
