import { FmcpError } from "../../shared/errors/fmcp-error.js";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** A signal ended the run and everything it started. */
export class InterruptedError extends FmcpError {
  constructor() {
    super("INTERRUPTED", "Interrupted: nothing was written.");
  }
}

/** A run that a signal can end. */
export interface Interrupt {
  /** Aborted by the first signal; the run then closes what it started. */
  readonly signal: AbortSignal;
  /** Restores Node's handling of the signals. */
  dispose(): void;
}

/**
 * Turns SIGINT, SIGTERM and SIGHUP into an abort, so that no server outlives us. A second signal calls `force`,
 * since the user does not want to wait for the cleanup.
 */
export function onInterrupt(force: () => void): Interrupt {
  const controller = new AbortController();
  const handle = (name: NodeJS.Signals): void => {
    if (controller.signal.aborted) force();
    else controller.abort(new DOMException(`interrupted by ${name}`, "AbortError"));
  };
  for (const name of SIGNALS) process.on(name, handle);
  return {
    signal: controller.signal,
    dispose: () => {
      for (const name of SIGNALS) process.off(name, handle);
    },
  };
}
