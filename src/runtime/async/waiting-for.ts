import { abortable } from "./abortable.js";

/**
 * Waits for `promise` until `signal` aborts, and keeps the process alive meanwhile: the sockets and servers underneath do not,
 * so that they never outlive a finished program.
 */
export async function waitingFor<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  const keepAlive = setInterval(() => {}, 60_000);
  try {
    return await abortable(promise, signal);
  } finally {
    clearInterval(keepAlive);
  }
}
