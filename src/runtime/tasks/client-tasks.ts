import { checkNumbers } from "../async/check-numbers.js";
import type { JsonObject } from "../../shared/json/json.js";
import { show } from "../../shared/text/show.js";
import type { CallToolOptions } from "../backend/call-options.js";
import {
  finishToolResult,
  type ToolKnowledge,
  type ToolRequest,
  toolRequest,
  withCurrentHeaders,
} from "../backend/operations/call-tool.js";
import { withEraHint } from "../backend/operations/era-hint.js";
import type { Requester } from "../backend/requester.js";
import type { ToolCatalogue } from "../backend/tool-catalogue.js";
import type { ClientHandlers } from "../connection/connection-handlers.js";
import { ClaimedResults } from "../extensions/claimed-results.js";
import type { Session, SessionInfo } from "../connection/session.js";
import type { Inbound } from "../connection/taps.js";
import { UnsupportedError } from "../errors/unsupported-error.js";
import type { Clock } from "../async/clock.js";
import type { ToolResult } from "../results/tool-result.js";
import type { ClientTasksSettings } from "./client-tasks-settings.js";
import { extensionTasks } from "./extension-tasks.js";
import { immediate } from "./immediate.js";
import { LazyChannel } from "./lazy-channel.js";
import { legacyTasks } from "./legacy-tasks.js";
import { listTasks } from "./list-tasks.js";
import { refusedByError, refusedByResult } from "./refusal.js";
import type { SendAboutTask, TaskChannel, TaskEra } from "./task-era.js";
import { findTask, isOver, type TaskReport, type TaskState } from "./task-state.js";
import { TaskWatch } from "./task-watch.js";
import { ToolTask } from "./tool-task.js";
import { within } from "./within.js";

/** Options of a call that should run as a task. `signal` stays bound to the task: aborting it also cancels the task. */
export interface CallToolTaskOptions extends CallToolOptions {
  /** How long to ask the server to keep the task, in milliseconds (2025-11-25). Default: the server decides. */
  readonly ttlMs?: number;
}

/** What is known about a task that another process started. */
export interface PickUpOptions {
  /** Wire name of the tool, for errors, and to unwrap its result. */
  readonly tool?: string;
  /** `false`: return a result with `isError` instead of throwing. Default true. */
  readonly raiseOnError?: boolean;
}

/** What generated code knows: whether the tool must run as a task. */
export interface TaskKnowledge extends ToolKnowledge {
  readonly asTask: boolean;
}

interface Followed {
  readonly watch: TaskWatch;
  readonly channel: TaskChannel;
}

/** Tool calls that run as tasks, in both eras, for `Client`. */
export class ClientTasks {
  readonly #requester: Requester;
  readonly #catalogue: ToolCatalogue;
  readonly #handlers: ClientHandlers;
  readonly #clock: Clock;
  readonly #claims: ClaimedResults;
  /** Tasks that have not ended: handles of one task share its state, and answer its questions once. */
  readonly #followed = new Map<string, Followed>();

  constructor({ requester, catalogue, handlers, extensions, clock }: ClientTasksSettings) {
    this.#requester = requester;
    this.#claims = new ClaimedResults(requester, extensions);
    this.#catalogue = catalogue;
    this.#handlers = handlers;
    this.#clock = clock;
  }

  /** Calls a tool and waits for its result, whether it becomes a task or not. The deadline covers all of it. */
  async call(
    name: string,
    args: JsonObject,
    options: CallToolOptions & { readonly timeoutMs: number },
    known?: TaskKnowledge,
  ): Promise<ToolResult> {
    checkNumbers(options);
    const ends = this.#clock.now() + options.timeoutMs;
    const left = (): number => (options.timeoutMs > 0 ? Math.max(1, ends - this.#clock.now()) : 0);
    const asTask = (): Promise<ToolResult> => this.#callAsTask(name, args, options, left(), known);
    const mustBeTask = known?.asTask === true || this.#catalogue.taskSupport(name) === "required";
    if (mustBeTask && (await this.#era(options.signal)).era === legacyTasks) return asTask();
    let answer: unknown;
    try {
      const invocation = { name, args, options, known };
      const made = toolRequest(this.#requester, this.#catalogue, invocation);
      const request = made instanceof Promise ? await made : made;
      try {
        answer = await this.#requester.send("tools/call", request.params, request.traits, options.signal);
      } catch (error) {
        answer = await this.#sendAgain(error, request, name, options.signal);
      }
    } catch (error) {
      if (refusedByError(error)) return this.#must(name, asTask, () => Promise.reject(error as Error));
      throw await withEraHint(error, this.#requester);
    }
    try {
      const created = extensionTasks.created(answer);
      if (created !== undefined)
        return await this.#within(name, options, left(), (signal) =>
          this.#handle(extensionTasks, created, name, { ...options, signal }, known).result(),
        );
      const settled = await this.#claims.settle(answer, name, options, left());
      const finish = (): ToolResult | Promise<ToolResult> =>
        finishToolResult(this.#catalogue, name, settled, options, known);
      if (refusedByResult(answer)) return await this.#must(name, asTask, async () => finish());
      const result = finish();
      return result instanceof Promise ? await result : result;
    } catch (error) {
      throw await withEraHint(error, this.#requester);
    }
  }

  /**
   * Runs a tool as a task. If the tool or the server answers at once, the task has already ended.
   * @throws {UnsupportedError} when the server does not declare tasks
   */
  async start(
    name: string,
    args: JsonObject,
    options: CallToolTaskOptions,
    known?: TaskKnowledge,
  ): Promise<ToolTask> {
    checkNumbers(options);
    const { era, info, session } = await this.#era(options.signal);
    this.#check(era.supports(info), era, info, name);
    // Over HTTP, a server of 2025-11-25 reports on its tasks on a stream that must be requested.
    if (era === legacyTasks) void session.hear().catch(() => undefined);
    const augment =
      era === extensionTasks || known?.asTask === true || (await this.#takesTask(name, options));
    const extra = augment ? era.augment(options.ttlMs) : {};
    const invocation = { name, args, options, known, extra };
    const request = await toolRequest(this.#requester, this.#catalogue, invocation);
    const answer = await this.#requester
      .send("tools/call", request.params, request.traits, options.signal)
      .catch((error: unknown) => this.#sendAgain(error, request, name, options.signal));
    const created = era.created(answer);
    if (created !== undefined) return this.#handle(era, created, name, options, known);
    const settled = await this.#claims.settle(answer, name, options, options.timeoutMs ?? 0);
    const { report, channel } = immediate(globalThis.crypto.randomUUID(), settled);
    const followed = { channel, watch: new TaskWatch(channel, this.#clock, report) };
    return this.#task(report.taskId, followed, name, options, known, true);
  }

  /** Returns the handle of a task by its id. Sends nothing until it is used. */
  pickUp(taskId: string, { tool = "?", ...options }: PickUpOptions): ToolTask {
    return this.#task(taskId, this.#follow(taskId), tool, options);
  }

  /** @throws {UnsupportedError} when the server cannot list its tasks, as in 2026-07-28 */
  async list(signal?: AbortSignal): Promise<TaskState[]> {
    const { era, info } = await this.#era(signal);
    this.#check(era.lists(info), legacyTasks, info, "tasks/list", "`tasks.list`");
    return listTasks(this.#sender("tasks/list"), signal);
  }

  /** Updates tasks from the server's notifications. */
  notified({ method, params }: Inbound): void {
    if (this.#followed.size === 0 || !method.startsWith("notifications/tasks")) return;
    const report = findTask(params);
    if (report !== undefined) this.#followed.get(report.taskId)?.watch.update(report);
  }

  /** Sends a call again, once, if the server refused its headers. */
  async #sendAgain(
    error: unknown,
    request: ToolRequest,
    name: string,
    signal: AbortSignal | undefined,
  ): Promise<unknown> {
    const { params, traits } = await withCurrentHeaders(error, request, this.#catalogue, name, signal);
    return this.#requester.send("tools/call", params, traits, signal);
  }

  #callAsTask(
    name: string,
    args: JsonObject,
    options: CallToolOptions,
    timeoutMs: number,
    known?: TaskKnowledge,
  ): Promise<ToolResult> {
    return this.#within(name, options, timeoutMs, async (signal) => {
      const own = { ...options, signal, timeoutMs: 0 };
      const task = await this.start(name, args, own, { ...known, asTask: true });
      return task.result();
    });
  }

  /** Aborting the signal of a task cancels it, and so does a deadline. */
  #within<T>(
    name: string,
    { signal }: CallToolOptions,
    timeoutMs: number,
    work: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const { server } = this.#requester;
    const message = `tools/call "${show(name)}" on "${show(server)}" timed out after ${Math.round(timeoutMs)} ms. Its task was asked to stop.`;
    return within(timeoutMs, { message, server, subject: name }, signal, work);
  }

  /** The server refused a plain call, as it must if the tool only runs as a task. Its list shows whether that is so. */
  async #must(
    name: string,
    asTask: () => Promise<ToolResult>,
    otherwise: () => Promise<ToolResult>,
  ): Promise<ToolResult> {
    const { era, info } = await this.#era();
    if (era !== legacyTasks || !era.supports(info)) return otherwise();
    await this.#catalogue.refresh();
    return this.#catalogue.taskSupport(name) === "required" ? asTask() : otherwise();
  }

  /** MCP 2025-11-25: a tool that does not declare task support must not be called as a task. */
  async #takesTask(name: string, { signal }: CallToolOptions): Promise<boolean> {
    if (this.#catalogue.taskSupport(name) === undefined) await this.#catalogue.refresh(signal);
    const support = this.#catalogue.taskSupport(name);
    return support === "required" || support === "optional";
  }

  #handle(
    era: TaskEra,
    created: TaskReport,
    name: string,
    options: CallToolOptions,
    known?: TaskKnowledge,
  ): ToolTask {
    return this.#task(created.taskId, this.#follow(created.taskId, era, created), name, options, known);
  }

  #task(
    taskId: string,
    { watch, channel }: Followed,
    toolName: string,
    options: CallToolOptions,
    known?: TaskKnowledge,
    isImmediate = false,
  ): ToolTask {
    const { server, emit, clean } = this.#requester;
    return new ToolTask(taskId, {
      server,
      toolName,
      emit,
      clean,
      watch,
      channel,
      signal: options.signal,
      immediate: isImmediate,
      finish: async (answer) => finishToolResult(this.#catalogue, toolName, answer, options, known),
    });
  }

  #follow(taskId: string, era?: TaskEra, report?: TaskReport): Followed {
    const known = this.#followed.get(taskId);
    if (known !== undefined) return known;
    const { server } = this.#requester;
    const environment = { server, handlers: this.#handlers, send: this.#sender(taskId) };
    const channel =
      era?.channel(taskId, environment) ??
      new LazyChannel(async () => (await this.#era()).era.channel(taskId, environment));
    const watch = new TaskWatch(channel, this.#clock, report);
    this.#followed.set(taskId, { watch, channel });
    watch.onChange((latest) => isOver(latest) && this.#followed.delete(taskId));
    return { watch, channel };
  }

  #sender(subject: string): SendAboutTask {
    return (method, params, { signal, ...rest } = {}) =>
      this.#requester.send(method, params, { subject, repeatable: true, ...rest }, signal);
  }

  async #era(signal?: AbortSignal): Promise<{ era: TaskEra; info: SessionInfo; session: Session }> {
    const session = await this.#requester.session(signal);
    const { info } = session;
    return { era: info.era === "modern" ? extensionTasks : legacyTasks, info, session };
  }

  #check(
    supported: boolean,
    { capability }: TaskEra,
    info: SessionInfo,
    subject: string,
    what = capability,
  ): void {
    if (supported) return;
    const { server } = this.#requester;
    throw new UnsupportedError(
      `"${show(server)}" (${info.protocolVersion}, ${info.era} era) does not support these tasks: it does not declare ${what}.`,
      { server, subject, era: info.era },
    );
  }
}
