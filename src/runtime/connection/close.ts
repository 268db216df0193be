import { timerMs } from "../../shared/time/forever.js";
import type { Client } from "@modelcontextprotocol/client";
import type { ShimTransport } from "./shim-transport.js";

/** Share of the time to close that the server gets to end the session. */
const TERMINATION_SHARE = 0.4;

/**
 * Closes a connection in order: the session on the server, then the transport and with it the process. Limited to `timeoutMs`.
 * Failures on the way are ignored: the other side may be long gone.
 */
export async function closeWithin(
  client: Client,
  transport: ShimTransport,
  timeoutMs: number,
): Promise<void> {
  const started = performance.now();
  await within(transport.terminate(), timeoutMs * TERMINATION_SHARE);
  // The client drops a transport that has ended, and then does not close it.
  await within(
    Promise.allSettled([client.close(), transport.close()]),
    timeoutMs - (performance.now() - started),
  );
}

/** Resolves when `work` settles, or after `ms`. */
async function within(work: Promise<unknown>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<void>((resolve) => (timer = setTimeout(resolve, timerMs(ms))));
  try {
    await Promise.race([work.then(noop, noop), timeout]);
  } finally {
    clearTimeout(timer);
  }
}

function noop(): void {}
