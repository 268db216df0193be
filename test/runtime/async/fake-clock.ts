import type { Clock } from "../../../src/runtime/async/clock.js";
import type { RuntimeEvent } from "../../../src/runtime/events/event.js";
import type { LayerContext, LayerRequest, RequestTraits } from "../../../src/runtime/layers/layer.js";

/** A clock whose sleepers wake when the hands are turned: by `advance`, or at once and in order with `autoAdvance`. */
export class FakeClock implements Clock {
  #now = 1000;
  #sleepers: { at: number; wake: () => void }[] = [];
  readonly #autoAdvance: boolean;
  readonly slept: number[] = [];

  constructor(autoAdvance = false) {
    this.#autoAdvance = autoAdvance;
  }

  now(): number {
    return this.#now;
  }

  get sleeping(): number {
    return this.#sleepers.length;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    this.slept.push(ms);
    if (signal?.aborted) return Promise.reject(signal.reason as Error);
    if (this.#autoAdvance) {
      this.#now += ms;
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const onAbort = () => {
        this.#sleepers = this.#sleepers.filter((other) => other !== entry);
        reject(signal?.reason as Error);
      };
      const wake = () => {
        signal?.removeEventListener("abort", onAbort);
        resolve();
      };
      const entry = { at: this.#now + ms, wake };
      this.#sleepers.push(entry);
      signal?.addEventListener("abort", onAbort);
    });
  }

  async advance(ms: number): Promise<void> {
    this.#now += ms;
    const due = this.#sleepers.filter((entry) => entry.at <= this.#now).sort((a, b) => a.at - b.at);
    this.#sleepers = this.#sleepers.filter((entry) => entry.at > this.#now);
    for (const entry of due) entry.wake();
    await settle();
  }
}

/** Lets every promise that can settle do so. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}

/** Uniform numbers in [0, 1) from a seed (mulberry32): the same run again from the printed seed. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Dependencies of a layer, with everything it emitted. */
export function harness(options: { clock?: FakeClock; random?: () => number } = {}) {
  const events: RuntimeEvent[] = [];
  const clock = options.clock ?? new FakeClock(true);
  const random = options.random ?? (() => 0.5);
  return { clock, random, events, emit: (event: RuntimeEvent) => void events.push(event) };
}

export function request(
  method = "tools/call",
  traits: Partial<RequestTraits> & object = {},
  params = {},
): LayerRequest {
  return { method, params, traits: { repeatable: false, ...traits } };
}

export function context(overrides: Partial<LayerContext> = {}): LayerContext {
  return { server: "weather", signal: new AbortController().signal, attempt: 1, ...overrides };
}
