import type { Progress, ProgressHandler } from "./connection-handlers.js";

/** Passes progress to the request that it belongs to, by token. */
export class ProgressRouter {
  readonly #handlers = new Map<string, ProgressHandler>();
  #last = 0;

  /** Returns a new token for a request whose progress goes to `handler`. */
  open(handler: ProgressHandler): string {
    const token = `p${++this.#last}`;
    this.#handlers.set(token, handler);
    return token;
  }

  close(token: string): void {
    this.#handlers.delete(token);
  }

  /** Delivers a `notifications/progress`; drops it if its request has ended. */
  deliver(params: Readonly<Record<string, unknown>>): void {
    const { progressToken, progress, total, message } = params;
    if (typeof progress !== "number") return;
    const update: Progress = {
      progress,
      ...(typeof total === "number" && { total }),
      ...(typeof message === "string" && { message }),
    };
    this.#handlers.get(String(progressToken))?.(update);
  }
}
