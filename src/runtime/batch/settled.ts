/**
 * The outcome of one item. `cancelled`: it was under way when the batch ended early, so it may or may not have run;
 * `notStarted`: it certainly did not run.
 */
export type Settled<R> =
  | { readonly status: "fulfilled"; readonly value: R }
  | { readonly status: "rejected"; readonly reason: unknown }
  | { readonly status: "cancelled"; readonly reason: unknown }
  | { readonly status: "notStarted" };

/** Counts the outcomes of a batch, a broadcast or `Promise.allSettled`. */
export function countSettled(
  results: Iterable<{ readonly status: Settled<unknown>["status"] }>,
): Readonly<Record<Settled<unknown>["status"], number>> {
  const counts = { fulfilled: 0, rejected: 0, cancelled: 0, notStarted: 0 };
  for (const { status } of results) counts[status]++;
  return counts;
}
