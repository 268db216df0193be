import { callSafely } from "../async/call-safely.js";
import { show } from "../../shared/text/show.js";
import type { ToolResult } from "../results/tool-result.js";
import { never } from "../async/never.js";
import { onAbort } from "../async/on-abort.js";
import { McpError } from "../errors/mcp-error.js";
import type { Emit } from "../events/event.js";
import type { TaskChannel } from "./task-era.js";
import { TaskError } from "./task-error.js";
import { isOver, stateOf, type TaskState, type TaskStatus } from "./task-state.js";
import type { TaskWatch } from "./task-watch.js";
import { within } from "./within.js";

/** Options of waiting for a task. */
export interface WaitOptions {
  /** What to wait for: a status, or any of several. A task that is over ends the wait in any case. Default: that it is over. */
  readonly until?: TaskStatus | readonly TaskStatus[];
  /** Deadline of the wait in milliseconds; the task itself goes on. 0: none. Default: none. */
  readonly timeoutMs?: number;
  /** Ends the wait; the task itself goes on. */
  readonly signal?: AbortSignal;
}

/** What a handle is made of. @internal */
export interface ToolTaskParts<T> {
  readonly server: string;
  readonly toolName: string;
  readonly emit: Emit;
  readonly watch: TaskWatch;
  readonly channel: TaskChannel;
  /** From the answer on the wire to what the caller gets. */
  readonly finish: (answer: unknown) => Promise<ToolResult<T>>;
  /** Cancels the task, and ends every wait. */
  readonly signal: AbortSignal | undefined;
  /** The server answered the call at once: there is no task. */
  readonly immediate: boolean;
}

/**
 * A tool call that the server works on. A handle, not a promise: `await task.result()` waits. The questions that the server
 * asks meanwhile go to the client's handlers, as long as somebody waits.
 */
export class ToolTask<T = unknown> {
  /** Id at the server, by which another process picks it up: `client.task(id)`. */
  readonly taskId: string;
  /** Wire name of the tool; of a task that was picked up without one, `"?"`. */
  readonly toolName: string;
  /** The server answered the call at once: there is a result, and no task at the server. */
  readonly returnedImmediately: boolean;

  readonly #parts: ToolTaskParts<T>;
  readonly #release: () => void;
  #result: Promise<ToolResult<T>> | undefined;

  /** @internal */
  constructor(taskId: string, parts: ToolTaskParts<T>) {
    this.taskId = taskId;
    this.toolName = parts.toolName;
    this.returnedImmediately = parts.immediate;
    this.#parts = parts;
    const unbind = onAbort(parts.signal, () => void this.cancel().catch(this.#report));
    const unhear = parts.watch.onChange((report) => isOver(report) && this.#release());
    this.#release = () => {
      unbind();
      unhear();
    };
    if (this.#over) this.#release();
  }

  /** The latest that is known here; undefined before the first look at a task that was picked up. */
  get state(): TaskState | undefined {
    const { report } = this.#parts.watch;
    return report === undefined ? undefined : stateOf(report);
  }

  /** Asks the server how it stands. What is over is not asked for again. @throws {McpError} when the server knows no such task */
  async status(options: { readonly signal?: AbortSignal } = {}): Promise<TaskState> {
    const { watch } = this.#parts;
    const known = watch.report;
    return stateOf(known !== undefined && isOver(known) ? known : await watch.look(options.signal));
  }

  /**
   * Waits until the task has a status, or is over: woken by the server's notifications, and asking it as often as it allows.
   *
   * @throws {TimeoutError} when that takes longer than `timeoutMs`
   */
  async wait(options: WaitOptions = {}): Promise<TaskState> {
    const { until = [], timeoutMs = 0, signal } = options;
    const wanted: readonly TaskStatus[] = typeof until === "string" ? [until] : until;
    const { server, toolName, watch } = this.#parts;
    const what = {
      message: `Task "${show(this.taskId)}" of "${show(toolName)}" on "${show(server)}" did not get there within ${timeoutMs} ms; it goes on.`,
      server,
      subject: toolName,
    };
    return within(timeoutMs, what, this.#bound(signal), async (ends) =>
      stateOf(await watch.until(({ status }) => wanted.includes(status), ends)),
    );
  }

  /**
   * What the tool returned, once it did: the same promise each time.
   *
   * @throws {ToolError} when the tool reports a failure, unless `raiseOnError` is false
   * @throws {TaskError} when the task failed or was cancelled
   */
  result(): Promise<ToolResult<T>> {
    return (this.#result ??= this.#await());
  }

  /** Asks the server to stop. It decides whether it can; a task that is over stays what it is. */
  async cancel(): Promise<void> {
    if (this.#over) return;
    try {
      await this.#parts.channel.cancel();
    } catch (error) {
      // It may have ended while the request was under way, which servers answer with invalid params.
      if (!(error instanceof McpError)) throw error;
      if (!isOver(await this.#parts.watch.look())) throw error;
    }
  }

  /**
   * Calls `listener` for every change of the status or its message, and keeps looking until the task is over. What it throws
   * is reported as a `diagnostic` event. Returns what removes it again.
   */
  onStatusChange(listener: (state: TaskState) => void): () => void {
    const stop = new AbortController();
    const { watch } = this.#parts;
    const unhear = watch.onChange((report) => {
      callSafely(() => listener(stateOf(report)), this.#report);
    });
    void watch.until(isOver, this.#bound(stop.signal)).catch((error: unknown) => {
      if (!stop.signal.aborted) this.#report(error);
    });
    return () => {
      unhear();
      stop.abort();
    };
  }

  get #over(): boolean {
    const { immediate, watch } = this.#parts;
    return immediate || (watch.report !== undefined && isOver(watch.report));
  }

  async #await(): Promise<ToolResult<T>> {
    const { watch, channel, finish, signal, server, toolName } = this.#parts;
    const report = await watch.until(isOver, signal ?? never());
    const details = { server, subject: toolName };
    if (report.status === "cancelled") throw new TaskError(stateOf(report), details);
    const answer = await channel.answer(report, signal).catch((error: unknown) => {
      throw report.status === "failed" ? new TaskError(stateOf(report), { ...details, cause: error }) : error;
    });
    const result = await finish(answer);
    if (report.status === "failed" && !result.isError) throw new TaskError(stateOf(report), details);
    return result;
  }

  #bound(signal: AbortSignal | undefined): AbortSignal {
    const own = this.#parts.signal;
    if (own === undefined || signal === undefined) return own ?? signal ?? never();
    return AbortSignal.any([own, signal]);
  }

  readonly #report = (cause: unknown): void => {
    const { emit, server, toolName } = this.#parts;
    const message = `task "${show(this.taskId)}": something that follows it failed`;
    emit({
      type: "diagnostic",
      severity: "warning",
      server,
      code: "TASK_FOLLOW_FAILED",
      subject: toolName,
      message,
      cause,
    });
  };
}
