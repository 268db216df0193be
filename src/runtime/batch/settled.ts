/**
 * The outcome of one item. `cancelled`: it was under way when the batch ended early, so it may or may not have run;
 * `notStarted`: it certainly did not run.
 */
export type Settled<R> =
  | { readonly status: "fulfilled"; readonly value: R }
  | { readonly status: "rejected"; readonly reason: unknown }
  | { readonly status: "cancelled"; readonly reason: unknown }
  | { readonly status: "notStarted" };
