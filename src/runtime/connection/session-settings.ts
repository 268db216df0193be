import type { ClientCapabilities, Implementation } from "@modelcontextprotocol/client";
import type { Clock } from "../async/clock.js";
import type { Emit } from "../events/event.js";
import type { Identity } from "../identity/identity.js";
import type { OpenContext } from "../transport/source.js";
import type { ClientHandlers } from "./handlers.js";
import type { Era } from "./era.js";
import type { KnownEra } from "./era-memory.js";
import type { ProtocolOption } from "./negotiate.js";
import type { Inbound } from "./shim-transport.js";

/** How requests over HTTP carry credentials. */
export interface Credentials extends Pick<OpenContext, "authorize" | "authProvider"> {
  /** A person may have to log in, also in the middle of a call, whose deadline stands meanwhile. */
  readonly interactive?: boolean;
  /** Has a person log in where that is needed, before the limits of the connection run. */
  readonly prepare?: (signal: AbortSignal) => Promise<void>;
  /** The login or renewal under way, which no limit of the connection counts. */
  readonly pending?: () => Promise<void> | undefined;
  /** The same for one identity, whose requests carry no other's. */
  readonly of?: (identity: Identity) => Credentials;
}

/** What every session of a connection is opened with. */
export interface SessionSettings {
  /** Name of the server for errors and events: its key in the config, or the label of its source. */
  readonly server: string;
  readonly clientInfo: Implementation;
  readonly protocol: ProtocolOption;
  readonly probeTimeoutMs: number;
  /** What is known of the server beforehand. What was learnt since in this process wins. */
  readonly knownEra?: KnownEra | undefined;
  /** An earlier answer to `server/discover`, taken in place of asking. */
  readonly priorDiscover?: unknown;
  /** Era to speak with a server that speaks both. Default: the modern one. */
  readonly preferEra?: Era | undefined;
  readonly clock: Clock;
  readonly maxInputRounds: number;
  /** How long a failed attempt may take to clean up. */
  readonly disconnectTimeoutMs: number;
  /** Capabilities beside those that follow from the handlers. */
  readonly capabilities?: ClientCapabilities | undefined;
  readonly credentials: Credentials;
  /** Told of values that errors and events must not show. */
  readonly onSecrets?: ((secrets: readonly string[]) => void) | undefined;
  /** For whom the session is, where the client's requests are not all for the same. */
  readonly identity?: Identity | undefined;
  /** Whose cookies the session shares: those of its connection. */
  readonly cookieScope: object;
  readonly handlers: ClientHandlers;
  /** Whether anybody wants to hear what the server says unasked, at the time of asking. */
  readonly listens: () => boolean;
  /** Every notification of the server that is not progress or a log message, in order. */
  readonly onNotification: (message: Inbound) => void;
  readonly emit: Emit;
  /** Told of what is still being undone when a session is there, or failed. */
  readonly onLeftover: (work: Promise<void>) => void;
}
