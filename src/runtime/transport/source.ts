import type { Transport } from "@modelcontextprotocol/client";

export type SourceKind = "stdio" | "http" | "sse" | "websocket" | "memory" | "custom";

/** What the connection that opens a transport tells it. */
export interface OpenContext {
  /** Key of the server, for errors. */
  readonly server?: string;
  /** Aborts opening; a transport that is open already is closed by `close()`. */
  readonly signal?: AbortSignal;
  /** What an HTTP transport authorises with; refused by a source without `supportsAuth`. */
  readonly authProvider?: unknown;
  /** Whether anything handles what the server sends unasked. Without it no standby stream is opened over HTTP. */
  readonly listens?: boolean;
  /** Told what happens underneath that is no error of a request: noise on stdout, a fall-back, a redirect refused. */
  readonly onEvent?: (event: TransportEvent) => void;
}

/** Something about a transport that is worth knowing and fails no request. */
export type TransportEvent =
  | { readonly type: "noise"; readonly label: string; /** Shown text, cut. */ readonly line: string }
  | { readonly type: "fallback"; readonly label: string; readonly to: SourceKind; readonly status: number }
  | { readonly type: "exit"; readonly label: string; readonly end: TransportEnd };

/** Why a transport ended. */
export interface TransportEnd {
  /** In one clause, such as `it exited with code 3`. */
  readonly reason: string;
  readonly exitCode?: number;
  readonly signal?: string;
  /** The last 8 KiB that the process wrote to stderr, secrets of its environment redacted. */
  readonly stderrTail?: string;
  /** HTTP status of the last failed answer and its `Retry-After` in milliseconds. */
  readonly status?: number;
  readonly retryAfterMs?: number;
}

/** How to reach a server: makes a fresh SDK `Transport` for every (re)connection. */
export interface TransportSource {
  readonly kind: SourceKind;
  /** For errors and events; no secret: command name, or origin and path. */
  readonly label: string;
  /** Identity for caches of era verdicts; `undefined`: not cacheable. */
  readonly identity?: string;
  readonly supportsAuth: boolean;
  /** A transport that is not started yet. Throws `TransportError` where nothing can be opened. */
  open(context: OpenContext): Promise<Transport>;
  /** Why `transport` ended; `undefined`: it did not, or nobody knows. */
  diagnose?(transport: Transport): TransportEnd | undefined;
  /** Ends what outlives a connection: a kept process, a pool of sockets. */
  dispose?(): Promise<void>;
}
