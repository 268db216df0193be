import type { ConnectionState } from "../connection/connection.js";
import type { Era } from "../connection/era.js";

/** How one of several servers is doing. */
export interface ServerStatus {
  readonly name: string;
  /** `idle`: no connection, and none wanted or needed yet; `failed`: the last attempt to connect, or the connection, failed. */
  readonly state: "idle" | "connecting" | "ready" | "failed";
  /** Why it failed; gone as soon as it works again. */
  readonly error?: unknown;
  /** Era of the protocol, as long as there is a session. Each server has its own. */
  readonly era?: Era;
}

/** How the connection to one server is doing; whether it failed, it does not tell. */
export function statusOf(name: string, state: ConnectionState, era: Era | undefined): ServerStatus {
  if (state === "connected") return { name, state: "ready", ...(era !== undefined && { era }) };
  return { name, state: state === "connecting" ? "connecting" : "idle" };
}
