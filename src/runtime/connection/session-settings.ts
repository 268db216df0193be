import type { ClientCapabilities, Implementation } from "@modelcontextprotocol/client";
import type { Clock } from "../async/clock.js";
import type { Emit } from "../events/event.js";
import type { Extensions } from "../extensions/declared-extensions.js";
import type { Identity } from "../identity/identity.js";
import type { OpenContext } from "../transport/transport-source.js";
import type { ClientHandlers } from "./connection-handlers.js";
import type { ConnectSteps } from "./connect-steps.js";
import type { Era } from "./era.js";
import type { KnownEra } from "./era-memory.js";
import type { ProtocolOption } from "./negotiate.js";
import type { Inbound } from "./taps.js";

/** How requests over HTTP are authenticated. */
export interface Credentials extends Pick<OpenContext, "authorize" | "authProvider"> {
  /** Whether a person may have to log in, also during a call, whose deadline is paused meanwhile. */
  readonly interactive?: boolean;
  /** Lets a person log in if necessary, before the limits of the connection start. */
  readonly prepare?: (signal: AbortSignal) => Promise<void>;
  /** The login or renewal under way, which does not count towards the limits of the connection. */
  readonly pending?: () => Promise<void> | undefined;
  /** Returns the credentials of one identity, for its requests alone. */
  readonly of?: (identity: Identity) => Credentials;
}

/** Settings of every session of a connection. */
export interface SessionSettings {
  /** Name of the server for errors and events: its key in the config, or the label of its source. */
  readonly server: string;
  readonly clientInfo: Implementation;
  readonly protocol: ProtocolOption;
  readonly probeTimeoutMs: number;
  /** What is known of the server beforehand. What this process has learned since overrides it. */
  readonly knownEra?: KnownEra | undefined;
  /** An earlier answer to `server/discover`, used instead of asking. */
  readonly priorDiscover?: unknown;
  /** Era to use with a server that supports both. Default: the modern one. */
  readonly preferEra?: Era | undefined;
  readonly clock: Clock;
  readonly maxInputRounds: number;
  /** How long a failed attempt may take to clean up. */
  readonly disconnectTimeoutMs: number;
  /** Capabilities in addition to those that follow from the handlers. */
  readonly capabilities?: ClientCapabilities | undefined;
  readonly extensions: Extensions;
  readonly credentials: Credentials;
  /** Called with values that errors and events must not show. */
  readonly onSecrets?: ((secrets: readonly string[]) => void) | undefined;
  /** Removes secrets from an error; all that a session throws passes it. */
  readonly clean: (error: unknown) => unknown;
  /** For whom the session is, if the client's requests are for different identities. */
  readonly identity?: Identity | undefined;
  /** Returns headers for each request, in place of those of the source. */
  readonly headers?: (() => Promise<Headers>) | undefined;
  /** The cookies of sessions with the same scope are shared: those of one connection. */
  readonly cookieScope: object;
  readonly handlers: ClientHandlers;
  /** Whether there is a listener for unsolicited messages of the server, at the time of the call. */
  readonly listens: () => boolean;
  /** Called with every notification of the server except progress and log messages, in order. */
  readonly onNotification: (message: Inbound) => void;
  readonly emit: Emit;
  /** Learns how far connecting has come. */
  readonly steps: ConnectSteps;
  /** Called with work that is still being undone when a session has been opened, or has failed. */
  readonly onLeftover: (work: Promise<void>) => void;
}
