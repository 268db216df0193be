import type { Subscription } from "./subscription.js";
import type { ChangeListener } from "./subscriptions.js";
import type { Topic } from "./topic.js";

/**
 * Yields changes. Changes that arrive while the consumer is busy are merged: each means "look again", and looking once is
 * enough. Ends when the consumer stops, or when `signal` is aborted.
 */
export async function* changes(
  subscribe: (listener: ChangeListener) => Promise<Subscription>,
  signal: AbortSignal | undefined,
): AsyncGenerator<Topic, void, undefined> {
  let pending = new Map<string, Topic>();
  let wake: (() => void) | undefined;
  const ended = (): boolean => signal?.aborted === true;
  const onAbort = (): void => wake?.();
  const subscription = await subscribe((change) => {
    pending.set(JSON.stringify(change), change);
    wake?.();
  });
  signal?.addEventListener("abort", onAbort, { once: true });
  try {
    while (!ended()) {
      if (pending.size === 0) await new Promise<void>((resolve) => (wake = resolve));
      const merged = pending;
      pending = new Map();
      if (!ended()) yield* merged.values();
    }
  } finally {
    signal?.removeEventListener("abort", onAbort);
    await subscription.close();
  }
}
