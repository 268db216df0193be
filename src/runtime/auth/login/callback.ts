import type { CallbackAnswer } from "./callback-params.js";

/** A server on loopback that waits for one redirect. */
export interface CallbackServer {
  /** The redirect URI, with its port. */
  readonly redirectUrl: string;
  /** Resolves with the first answer for `state`; other requests get 400. Call once. */
  answer(state: string): Promise<CallbackAnswer & { kind: "code" | "error" }>;
  /** Frees the port. */
  close(): Promise<void>;
}
