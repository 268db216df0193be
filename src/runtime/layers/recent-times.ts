/** How many answers are needed for an estimate. */
const ENOUGH = 20;
/** How many are kept, by method. */
const KEPT = 100;

/** Durations of the latest answers, by method. */
export class RecentTimes {
  readonly #times = new Map<string, { readonly ring: number[]; next: number }>();

  add(method: string, durationMs: number): void {
    let times = this.#times.get(method);
    if (times === undefined) this.#times.set(method, (times = { ring: [], next: 0 }));
    times.ring[times.next] = durationMs;
    times.next = (times.next + 1) % KEPT;
  }

  /** Returns the duration that `share` of them did not exceed; `undefined` if there are too few. */
  percentile(method: string, share: number): number | undefined {
    const ring = this.#times.get(method)?.ring;
    if (ring === undefined || ring.length < ENOUGH) return undefined;
    const sorted = [...ring].sort((a, b) => a - b);
    return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  }
}
