import { anySignal } from "../async/any-signal.js";
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

/** Options for waiting on a task. */
export interface WaitOptions {
  /** Status or statuses to wait for. A final status ends the wait in any case. Default: until it has ended. */
  readonly until?: TaskStatus | readonly TaskStatus[];
  /** Deadline of the wait in milliseconds; the task itself continues. 0: none. Default: none. */
  readonly timeoutMs?: number;
  /** Ends the wait; the task itself continues. */
  readonly signal?: AbortSignal;
}

/** What a handle is made of. @internal */
export interface ToolTaskParts<T> {
  readonly server: string;
  readonly toolName: string;
  readonly emit: Emit;
  /** Removes secrets from an error. */
  readonly clean: (error: unknown) => unknown;
  readonly watch: TaskWatch;
  readonly channel: TaskChannel;
  /** Converts the answer on the wire to the caller's result. */
  readonly finish: (answer: unknown) => Promise<ToolResult<T>>;
  /** Cancels the task, and ends every wait. */
  readonly signal: AbortSignal | undefined;
  /** Whether the server answered the call at once, so that there is no task. */
  readonly immediate: boolean;
}

/**
 * A tool call that the server works on. A handle, not a promise: `await task.result()` waits. The server's questions meanwhile
 * go to the client's handlers, while there are waiting callers.
 */
export class ToolTask<T = unknown> {
  /** Id at the server, with which another process can use it: `client.task(id)`. */
  readonly taskId: string;
  /** Wire name of the tool; `"?"` for a task that was obtained by id without one. */
  readonly toolName: string;
  /** Whether the server answered the call at once: there is a result, and no task at the server. */
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

  /** The latest known state; `undefined` before the first poll of a task that was obtained by id. */
  get state(): TaskState | undefined {
    const { report } = this.#parts.watch;
    return report === undefined ? undefined : stateOf(report);
  }

  /**
   * Requests the current state from the server, unless it is already final. @throws {McpError} when the server does not know
   * the task
   */
  async status(options: { readonly signal?: AbortSignal } = {}): Promise<TaskState> {
    const { watch } = this.#parts;
    const known = watch.report;
    return stateOf(known !== undefined && isOver(known) ? known : await watch.look(options.signal));
  }

  /**
   * Waits until the task has a status, or has ended; uses notifications, and polls as often as the server allows.
   *
   * @throws {TimeoutError} when that takes longer than `timeoutMs`
   */
  async wait(options: WaitOptions = {}): Promise<TaskState> {
    const { until = [], timeoutMs = 0, signal } = options;
    const wanted: readonly TaskStatus[] = typeof until === "string" ? [until] : until;
    const { server, toolName, watch } = this.#parts;
    const what = {
      message: `Task "${show(this.taskId)}" of "${show(toolName)}" on "${show(server)}" did not reach the awaited status within ${timeoutMs} ms; it is still running.`,
      server,
      subject: toolName,
    };
    return within(timeoutMs, what, this.#bound(signal), async (ends) =>
      stateOf(await watch.until(({ status }) => wanted.includes(status), ends)),
    );
  }

  /**
   * Waits for the tool's result; returns the same promise each time.
   *
   * @throws {ToolError} when the tool reports a failure, unless `raiseOnError` is false
   * @throws {TaskError} when the task failed or was cancelled
   */
  result(): Promise<ToolResult<T>> {
    return (this.#result ??= this.#await().catch((error: unknown) => {
      throw this.#parts.clean(error);
    }));
  }

  /** Asks the server to stop the task. The server decides whether it can; a task that has ended does not change. */
  async cancel(): Promise<void> {
    if (this.#over) return;
    try {
      await this.#parts.channel.cancel();
    } catch (error) {
      // It may have ended during the request, which servers answer with "invalid params".
      if (!(error instanceof McpError)) throw error;
      if (!isOver(await this.#parts.watch.look())) throw error;
    }
  }

  /**
   * Calls `listener` for every change of the status or its message, and polls until the task has ended. Errors of the listener
   * are reported as `diagnostic` events. Returns a function that removes it.
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
    return anySignal([own, signal]);
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
