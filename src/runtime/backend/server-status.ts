import type { ConnectionState } from "../connection/connection.js";
import type { Era } from "../connection/era.js";

/** The state of one of several servers. */
export interface ServerStatus {
  readonly name: string;
  /**
   * `idle`: not connected, and no connection requested or needed yet; `failed`: the last attempt to connect, or the connection,
   * failed.
   */
  readonly state: "idle" | "connecting" | "ready" | "failed";
  /** Why it failed; removed as soon as it works again. */
  readonly error?: unknown;
  /** Era of the protocol, while there is a session. Each server has its own. */
  readonly era?: Era;
}

/** Converts the state of the connection to one server; it does not show whether the connection failed. */
export function statusOf(name: string, state: ConnectionState, era: Era | undefined): ServerStatus {
  if (state === "connected") return { name, state: "ready", ...(era !== undefined && { era }) };
  return { name, state: state === "connecting" ? "connecting" : "idle" };
}
