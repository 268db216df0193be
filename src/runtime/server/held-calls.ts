import { timerMs } from "../../shared/time/forever.js";
import { unreferenced } from "../async/unreferenced.js";
import { base64url } from "../../shared/bytes/base64.js";
import { randomBytes } from "../../shared/bytes/random.js";
import type { HeldCall } from "./held-call.js";

interface Entry {
  readonly call: HeldCall;
  /** Caller, method and parameters: only the same request of the same caller can resume the call. */
  readonly binding: string;
  readonly timer: ReturnType<typeof setTimeout>;
}

/** Calls that wait for their callers, by a state that cannot be guessed and can be used once. */
export class HeldCalls {
  readonly #entries = new Map<string, Entry>();
  readonly #expiryMs: number;

  constructor(expiryMs: number) {
    this.#expiryMs = expiryMs;
  }

  /** Holds a call; returns the state with which it is resumed. */
  hold(call: HeldCall, binding: string): string {
    const state = base64url(randomBytes(32));
    const timer = setTimeout(() => {
      this.#entries.delete(state);
      call.abort(new Error("The caller did not send its answer in time."));
    }, timerMs(this.#expiryMs));
    unreferenced(timer);
    this.#entries.set(state, { call, binding, timer });
    return state;
  }

  /** Returns `undefined` if there is no such call, it has expired, or it belongs to another caller. */
  take(state: string, binding: string): HeldCall | undefined {
    const entry = this.#entries.get(state);
    if (entry?.binding !== binding) return undefined;
    this.#entries.delete(state);
    clearTimeout(entry.timer);
    return entry.call;
  }

  /** Ends all of them. */
  clear(): void {
    for (const { call, timer } of this.#entries.values()) {
      clearTimeout(timer);
      call.abort(new Error("The server was closed."));
    }
    this.#entries.clear();
  }
}
