import { anySignal } from "../async/any-signal.js";
import { abortable } from "../async/abortable.js";
import type { Clock } from "../async/clock.js";
import type { TaskChannel } from "./task-era.js";
import { isOver, type TaskReport } from "./task-state.js";

/** First pause between two polls; it doubles up to the server's interval. */
const FIRST_PAUSE_MS = 20;
/** Longest pause if the server gives no interval. */
const POLL_MS = 500;

/** One round of the loop, shared by all who wait. */
interface Turn {
  readonly abort: AbortController;
  readonly promise: Promise<void>;
}

/**
 * The state of one task, kept current while there are waiting callers, by notifications and by polling. All waiting callers
 * share one loop, which also answers the task's questions.
 */
export class TaskWatch {
  readonly #channel: TaskChannel;
  readonly #clock: Clock;
  readonly #listeners = new Set<(report: TaskReport) => void>();
  #report: TaskReport | undefined;
  #waiting = 0;
  #turn: Turn | undefined;
  #looks = 0;
  #wake: (() => void) | undefined;

  constructor(channel: TaskChannel, clock: Clock, report?: TaskReport) {
    this.#channel = channel;
    this.#clock = clock;
    this.#report = report;
  }

  /** The latest known state; `undefined` before the first poll of a task that another process started. */
  get report(): TaskReport | undefined {
    return this.#report;
  }

  /** Calls `listener` for every change of status or message. Returns a function that removes it. */
  onChange(listener: (report: TaskReport) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Takes over a state from the server, polled or not. */
  update(report: TaskReport): void {
    const before = this.#report;
    // Notifications and answers may overtake each other, and a final state does not change.
    if (before !== undefined && isOver(before)) return;
    this.#report = report;
    if (before?.status !== report.status) this.#looks = 0;
    if (before?.status === report.status && before.statusMessage === report.statusMessage) return;
    for (const listener of [...this.#listeners]) listener(report);
    this.#wake?.();
  }

  /** Polls the server now. */
  async look(signal?: AbortSignal): Promise<TaskReport> {
    const report = await this.#channel.get(signal);
    this.update(report);
    return this.#report ?? report;
  }

  /** Resolves as soon as `done` holds; polls and waits until then. Rejects if a poll fails. */
  async until(done: (report: TaskReport) => boolean, signal: AbortSignal): Promise<TaskReport> {
    this.#waiting++;
    try {
      for (;;) {
        const report = this.#report;
        if (report !== undefined && (done(report) || isOver(report))) return report;
        await abortable((this.#turn ??= this.#start()).promise, signal);
      }
    } finally {
      if (--this.#waiting === 0) {
        this.#turn?.abort.abort();
        this.#turn = undefined;
      }
    }
  }

  #start(): Turn {
    const abort = new AbortController();
    const promise = this.#next(abort.signal).finally(() => {
      if (this.#turn?.abort === abort) this.#turn = undefined;
    });
    // Waiting callers get the error, but there may be none left.
    promise.catch(() => undefined);
    return { abort, promise };
  }

  async #next(signal: AbortSignal): Promise<void> {
    const report = this.#report ?? (await this.look(signal));
    if (isOver(report)) return;
    await this.#channel.attend(report, signal);
    if (await this.#woken(signal)) return;
    await this.look(signal);
  }

  /** Waits until the next poll; resolves to true if a notification came first. */
  async #woken(signal: AbortSignal): Promise<boolean> {
    const longest = this.#report?.pollIntervalMs ?? POLL_MS;
    const pauseMs = Math.min(longest, FIRST_PAUSE_MS * 2 ** this.#looks++);
    const woken = new AbortController();
    this.#wake = () => woken.abort();
    try {
      await this.#clock.sleep(pauseMs, anySignal([signal, woken.signal]));
      return false;
    } catch (error) {
      if (woken.signal.aborted && !signal.aborted) return true;
      throw error;
    } finally {
      this.#wake = undefined;
    }
  }
}
