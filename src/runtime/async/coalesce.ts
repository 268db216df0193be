/** How long a burst may be quiet, and how long it may last, in milliseconds. */
const QUIET_MS = 50;
const LONGEST_MS = 500;

/**
 * One call of `run` for a burst of calls: when none came for 50 ms, and at the latest 500 ms after the first. What comes while no
 * call is pending begins another burst. The pending call keeps no program alive.
 */
export function coalesced(run: () => unknown): () => void {
  let timer: NodeJS.Timeout | undefined;
  let first = 0;
  return () => {
    const now = performance.now();
    if (timer === undefined) first = now;
    else if (now - first > LONGEST_MS - QUIET_MS) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      timer = undefined;
      run();
    }, QUIET_MS).unref();
  };
}
