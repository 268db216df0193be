import type { ReconnectionScheduler } from "@modelcontextprotocol/client";

const FIRST_MS = 1_000;
const LONGEST_MS = 30_000;

/**
 * When a stream that ended is asked for again. The SDK counts failures only, and so asks a server that ends every stream
 * politely once a second, for ever: here each ending doubles the wait. The server's own wish (`retry:`) is a lower bound.
 */
export function reconnectGently(now: () => number = () => performance.now()): ReconnectionScheduler {
  let ends = 0;
  let last = -Infinity;
  return (reconnect, delay) => {
    // A stream that lasted starts anew.
    ends = now() - last > 2 * LONGEST_MS ? 1 : ends + 1;
    last = now();
    const wait = Math.max(delay, Math.min(LONGEST_MS, FIRST_MS * 2 ** (ends - 1)));
    const timer = setTimeout(reconnect, wait).unref();
    return () => clearTimeout(timer);
  };
}
