const reasons = new WeakSet<object>();

/**
 * Marks a reason by which the client itself ends one attempt at a request, while the request goes on elsewhere or has its answer.
 * What the attempt began for the use of others, such as a connection, need not be undone with it.
 */
export function endOfAttempt<T extends object>(reason: T): T {
  reasons.add(reason);
  return reason;
}

/** Whether an abort with this reason ends one attempt only. */
export function isEndOfAttempt(reason: unknown): boolean {
  return typeof reason === "object" && reason !== null && reasons.has(reason);
}
