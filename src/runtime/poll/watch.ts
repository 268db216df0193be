import { batch } from "../batch/batch.js";
import { systemClock } from "../async/clock.js";
import { classify } from "../retry/classify.js";
import { contentHash } from "./content-hash.js";
import type { PollDependencies, PollOptions } from "./poll.js";
import { Schedule } from "./schedule.js";

/** The methods of a client that watching uses. */
export interface WatchSource<T> {
  readonly read: (uri: string, signal: AbortSignal) => Promise<T>;
  /** Returns the URIs that the server lists now. Needed to watch by pattern. */
  readonly list?: (signal: AbortSignal) => Promise<readonly string[]>;
  /** Subscribes to changes of `uri`, and returns a function that ends it; `undefined`: not supported, so the URI is polled. */
  readonly subscribe?: (uri: string, changed: () => void) => Promise<(() => unknown) | undefined>;
}

/** Which resources to watch, and how. */
export interface WatchOptions<T> extends Omit<PollOptions<T>, "onSkipped"> {
  /** URIs, or a predicate for the URIs that the server lists, applied again in every round. */
  readonly resources: readonly string[] | ((uri: string) => boolean);
  /** Called when a resource could not be read; the next round reads it again. */
  readonly onSkipped?: (error: unknown, uri: string | undefined) => void;
}

/** A resource is new, has changed, or is no longer listed. */
export type ResourceChange<T> =
  | { readonly type: "changed"; readonly uri: string; readonly content: T }
  | { readonly type: "removed"; readonly uri: string };

interface Watched {
  hash: string | undefined;
  /** Whether the server reports changes, so that it need not be read until then. */
  subscribed: boolean;
  due: boolean;
  end: (() => unknown) | undefined;
}

/**
 * Yields every watched resource once, and again whenever it changes: by subscription if the server accepts one, else by
 * comparing hashes. Subscriptions end with the iteration.
 */
export async function* watch<T>(
  source: WatchSource<T>,
  options: WatchOptions<T>,
  dependencies: PollDependencies = { clock: systemClock, random: Math.random },
): AsyncGenerator<ResourceChange<T>, void, undefined> {
  const { hash = contentHash, signal = new AbortController().signal, onSkipped } = options;
  const schedule = new Schedule(options, dependencies.clock, dependencies.random);
  const watched = new Map<string, Watched>();
  try {
    for (;;) {
      const uris = await urisNow(source, options, signal, onSkipped);
      if (uris !== undefined) yield* await follow(source, watched, uris, schedule.ring);
      const due = [...watched].filter(([, entry]) => entry.due || !entry.subscribed);
      for (const [, entry] of due) entry.due = false;
      const results = await batch(due, ([uri], { signal: own }) => source.read(uri, own), { signal });
      for (const [i, [uri, entry]] of due.entries()) {
        const result = results[i]!;
        if (result.status === "fulfilled") {
          const now = hash(result.value);
          if (now === entry.hash) continue;
          entry.hash = now;
          yield { type: "changed", uri, content: result.value };
        } else if (result.status === "rejected") {
          onSkipped?.(result.reason, uri);
          entry.due = true;
        }
      }
      const idle =
        typeof options.resources !== "function" &&
        [...watched.values()].every((entry) => entry.subscribed && !entry.due);
      await schedule.wait(signal, !idle);
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    await Promise.allSettled([...watched.values()].map((entry) => entry.end?.()));
  }
}

async function urisNow<T>(
  source: WatchSource<T>,
  { resources }: WatchOptions<T>,
  signal: AbortSignal,
  onSkipped: WatchOptions<T>["onSkipped"],
): Promise<readonly string[] | undefined> {
  if (typeof resources !== "function") return resources;
  try {
    return (await source.list?.(signal))?.filter(resources) ?? [];
  } catch (error) {
    if (signal.aborted || classify(error).class === "answered") throw error;
    onSkipped?.(error, undefined);
    return undefined;
  }
}

/** Adds new URIs, and drops those that are gone. */
async function follow<T>(
  source: WatchSource<T>,
  watched: Map<string, Watched>,
  uris: readonly string[],
  ring: () => void,
): Promise<readonly ResourceChange<T>[]> {
  const removed: ResourceChange<T>[] = [];
  for (const [uri, entry] of watched) {
    if (uris.includes(uri)) continue;
    watched.delete(uri);
    await entry.end?.();
    removed.push({ type: "removed", uri });
  }
  for (const uri of uris) {
    if (watched.has(uri)) continue;
    const entry: Watched = { hash: undefined, subscribed: false, due: true, end: undefined };
    watched.set(uri, entry);
    const changed = (): void => {
      entry.due = true;
      ring();
    };
    // A server without subscriptions is polled, and so is one that fails to answer a subscription.
    entry.end = await source.subscribe?.(uri, changed).catch(() => undefined);
    entry.subscribed = entry.end !== undefined;
  }
  return removed;
}
