import type { JSONRPCMessage } from "@modelcontextprotocol/client";
import type { ConnectSteps } from "./connect-steps.js";

/** A notification or request of the server, as received. */
export interface Inbound {
  readonly method: string;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly id?: string | number;
}

/** Callbacks by which the session sees the traffic, in order. */
export interface Taps {
  /** Called before the SDK. Returns true if the message is handled, so that the SDK need not see it. */
  onInbound(message: Inbound): boolean;
  /** Called with every incoming message, unchanged. */
  onRaw?: ((message: JSONRPCMessage) => void) | undefined;
  /** Called with what was repaired in a message, or is wrong with it: a clause fit to show. */
  onRepair?: ((what: string) => void) | undefined;
  /** Identifiers of extensions that servers of older revisions are not told. */
  readonly modernOnly?: readonly string[];
  /** Learns how far connecting has come. */
  readonly steps: ConnectSteps;
}
