import type { LayerDependencies } from "../layers/layer.js";
import type { HealthBook } from "./health-book.js";
import type { Member } from "./member.js";
import type { HealthCheckOptions } from "./replica-options.js";

/**
 * Probes members that were idle for an interval: the others show their health by their traffic. Intervals vary by a fifth, so
 * that many clients do not probe in step. Never keeps a process alive.
 */
export class HealthChecks {
  readonly #options: HealthCheckOptions;
  readonly #dependencies: LayerDependencies;
  readonly #book: HealthBook;
  readonly #members: () => readonly Member[];
  #stop: AbortController | undefined;

  constructor(
    options: HealthCheckOptions,
    dependencies: LayerDependencies,
    book: HealthBook,
    members: () => readonly Member[],
  ) {
    this.#options = options;
    this.#dependencies = dependencies;
    this.#book = book;
    this.#members = members;
  }

  start(): void {
    if (this.#stop !== undefined) return;
    this.#stop = new AbortController();
    // The loop ends only by the abort in `stop`.
    this.#loop(this.#stop.signal).catch(() => undefined);
  }

  stop(): void {
    this.#stop?.abort();
    this.#stop = undefined;
  }

  async #loop(signal: AbortSignal): Promise<never> {
    const { clock, random } = this.#dependencies;
    const { intervalMs, timeoutMs } = this.#options;
    for (;;) {
      await clock.sleep(intervalMs * (0.8 + 0.4 * random()), signal, "background");
      const now = clock.now();
      const idle = this.#members().filter((member) => isIdle(member, now, intervalMs));
      await Promise.allSettled(idle.map((member) => this.#book.probe(member, timeoutMs)));
    }
  }
}

/** Whether a member was idle for most of an interval and is not already being judged. */
function isIdle(member: Member, now: number, intervalMs: number): boolean {
  const state = member.state(now);
  if (state === "mismatch" || state === "ejected" || member.pending > 0) return false;
  return state === "halfOpen" || now - member.lastActive >= intervalMs * 0.8;
}
