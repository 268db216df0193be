const reasons = new WeakSet<object>();

/**
 * Marks an abort reason with which the client itself ends one attempt, while the request continues elsewhere or has its answer.
 * Work of the attempt that others can use, such as a connection, need not be undone.
 */
export function endOfAttempt<T extends object>(reason: T): T {
  reasons.add(reason);
  return reason;
}

/** Whether an abort with this reason ends only one attempt. */
export function isEndOfAttempt(reason: unknown): boolean {
  return typeof reason === "object" && reason !== null && reasons.has(reason);
}
