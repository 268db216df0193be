import { unreferenced } from "./unreferenced.js";

/** Milliseconds without a call that end a burst, and the longest that a burst may last. */
const QUIET_MS = 50;
const LONGEST_MS = 500;

/**
 * Combines a burst of calls into one call of `run`: 50 ms after the last one, and at most 500 ms after the first. The pending
 * call does not keep the process alive.
 */
export function coalesced(run: () => unknown): () => void {
  let timer: NodeJS.Timeout | undefined;
  let first = 0;
  return () => {
    const now = performance.now();
    if (timer === undefined) first = now;
    else if (now - first > LONGEST_MS - QUIET_MS) return;
    clearTimeout(timer);
    const end = (): void => {
      timer = undefined;
      run();
    };
    timer = unreferenced(setTimeout(end, QUIET_MS));
  };
}
