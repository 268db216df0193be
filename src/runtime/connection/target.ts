import type { GivenHeaders } from "../identity/given-headers.js";
import type { Identify } from "../identity/identify.js";
import type { ServerView } from "../transforms/server-view.js";
import type { TransportSource } from "../transport/transport-source.js";
import type { ProtocolOption } from "./negotiate.js";
import type { Credentials } from "./session-settings.js";

/** What a connection leads to. */
export interface Target {
  readonly source: TransportSource;
  readonly credentials?: Credentials | undefined;
  /** Protocol revision that the config asks for. */
  readonly protocol?: ProtocolOption | undefined;
  /** How long the config lets a server leave a probe unanswered, in milliseconds. */
  readonly probeTimeoutMs?: number | undefined;
  /** Deadline of requests that the config sets for this server, in milliseconds. */
  readonly timeoutMs?: number | undefined;
  /** Additional endpoints of the same server. */
  readonly replicas?: readonly Target[] | undefined;
  /** Share of the traffic among replicas. Default 1. */
  readonly weight?: number | undefined;
  /** The config's settings for retries, cache, queue and balancing (`LayerSettings`), as written. */
  readonly layers?: Readonly<Record<string, unknown>> | undefined;
  /** Whether the config trusts the server's hints about its tools (`readOnlyHint`, `idempotentHint`). */
  readonly trusted?: boolean | undefined;
  /** Position of these settings in the config, for errors. */
  readonly path?: string | undefined;
  /** Determines for whom the next request is; absent: all are for the same identity. */
  readonly identify?: Identify | undefined;
  /** Headers in an object of the program; `identify` tells for whom a request is once they have changed. */
  readonly given?: GivenHeaders | undefined;
  /** Returns the key of the target's only identity; `undefined`: it is unknown. */
  readonly constantKey?: (() => Promise<string | undefined>) | undefined;
  /** How the config changes the server's tools, and what it hides. */
  readonly view?: ServerView | undefined;
}
