import { timerMs } from "../../shared/time/forever.js";
import { unreferenced } from "./unreferenced.js";

/** Default time for one answer of a person or a model, while the deadlines of calls are paused. */
export const DEFAULT_ANSWER_TIMEOUT_MS = 600_000;

/**
 * Tracks when the program answers a server's questions (elicitation, sampling, roots) or a person logs in. Deadlines of calls
 * are meant for machines, so they are paused meanwhile, for at most `limitMs` per answer.
 */
export class AnswerTime {
  readonly #limitMs: number;
  readonly #watchers = new Set<(stands: boolean) => void>();
  #answers = 0;

  constructor(limitMs: number = DEFAULT_ANSWER_TIMEOUT_MS) {
    this.#limitMs = limitMs;
  }

  /** Whether deadlines are paused now. */
  get stands(): boolean {
    return this.#answers > 0;
  }

  /** Pauses deadlines until `answer` settles or `limitMs` have passed. */
  async during<T>(answer: () => Promise<T>, limitMs = this.#limitMs): Promise<T> {
    let counted = true;
    this.#change(1);
    const end = (): void => {
      if (counted) this.#change(-1);
      counted = false;
    };
    const timer = unreferenced(setTimeout(end, timerMs(limitMs)));
    try {
      return await answer();
    } finally {
      clearTimeout(timer);
      end();
    }
  }

  /** Calls `watcher` when deadlines are paused or resume. Returns a function that removes it. */
  watch(watcher: (stands: boolean) => void): () => void {
    this.#watchers.add(watcher);
    return () => void this.#watchers.delete(watcher);
  }

  #change(by: 1 | -1): void {
    const before = this.stands;
    this.#answers += by;
    if (before !== this.stands) for (const watcher of [...this.#watchers]) watcher(this.stands);
  }
}

/** Calls `expire` after `ms`, not counting the time in which an answer was under way. Returns a function that stops it. */
export function standingTimer(
  ms: number,
  expire: () => void,
  now: () => number,
  time: AnswerTime | undefined,
): () => void {
  let leftMs = Math.max(0, ms);
  let since = now();
  let timer: NodeJS.Timeout | undefined;
  const run = (): void => {
    since = now();
    timer = setTimeout(expire, timerMs(leftMs));
  };
  const unwatch = time?.watch((stands) => {
    if (!stands) return run();
    clearTimeout(timer);
    leftMs = Math.max(0, leftMs - (now() - since));
  });
  if (time?.stands !== true) run();
  return () => {
    unwatch?.();
    clearTimeout(timer);
  };
}
