/** How long a person or a model may take for one answer while the deadlines of calls stand, where the client sets nothing else. */
export const DEFAULT_ANSWER_TIMEOUT_MS = 600_000;

/**
 * The time in which functions of the program answer questions of a server (elicitation, sampling, roots), or a person logs in. The
 * deadlines of calls are for machines, so they stand meanwhile, for `limitMs` of each answer at most.
 */
export class AnswerTime {
  readonly #limitMs: number;
  readonly #watchers = new Set<(stands: boolean) => void>();
  #answers = 0;

  constructor(limitMs: number = DEFAULT_ANSWER_TIMEOUT_MS) {
    this.#limitMs = limitMs;
  }

  /** Whether deadlines stand now. */
  get stands(): boolean {
    return this.#answers > 0;
  }

  /** Has deadlines stand until `answer` is there, or `limitMs` are over. */
  async during<T>(answer: () => Promise<T>, limitMs = this.#limitMs): Promise<T> {
    let counted = true;
    this.#change(1);
    const end = (): void => {
      if (counted) this.#change(-1);
      counted = false;
    };
    const timer = setTimeout(end, limitMs).unref();
    try {
      return await answer();
    } finally {
      clearTimeout(timer);
      end();
    }
  }

  /** Calls `watcher` when deadlines begin or cease to stand. Returns what removes it again. */
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

/** Calls `expire` after `ms` in which no answer was under way. Returns what stops it. */
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
    timer = setTimeout(expire, leftMs);
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
