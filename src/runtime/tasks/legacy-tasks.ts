import { isJsonObject, type Json, type JsonObject } from "../../shared/json/json.js";
import type { SessionInfo } from "../connection/session.js";
import type { TaskChannel, TaskEnvironment, TaskEra } from "./task-era.js";
import { announcedTask, findTask, readTask, type TaskReport } from "./task-state.js";

/** Tasks of MCP 2025-11-25: the client requests one, and fetches its result by `tasks/result`. */
export const legacyTasks: TaskEra = {
  capability: "`tasks.requests.tools.call`",
  supports: ({ capabilities }) => declares(capabilities, ["tasks", "requests", "tools", "call"]),
  lists: ({ capabilities }: SessionInfo) => declares(capabilities, ["tasks", "list"]),
  augment: (ttlMs) => ({ task: ttlMs === undefined ? {} : { ttl: ttlMs } }),
  created: (answer) => (isJsonObject(answer) ? findTask(announcedTask(answer)) : undefined),
  channel: (taskId, environment) => new LegacyChannel(taskId, environment),
};

class LegacyChannel implements TaskChannel {
  readonly #params: JsonObject;
  readonly #environment: TaskEnvironment;
  #answer: Promise<unknown> | undefined;

  constructor(taskId: string, environment: TaskEnvironment) {
    this.#params = { taskId };
    this.#environment = environment;
  }

  async get(signal?: AbortSignal): Promise<TaskReport> {
    const { send, server } = this.#environment;
    const answer = await send("tasks/get", this.#params, signal === undefined ? {} : { signal });
    return readTask(answer, "tasks/get", server);
  }

  /** When a task waits for input, requests its result: the server then sends its questions on that request's stream. */
  attend({ status }: TaskReport): Promise<void> {
    if (status === "input_required") void this.#fetch().catch(() => undefined);
    return Promise.resolve();
  }

  answer(): Promise<unknown> {
    return this.#fetch();
  }

  async cancel(): Promise<void> {
    await this.#environment.send("tasks/cancel", this.#params);
  }

  /** Waits until the task has ended; at most one such request is under way. If it fails, it is sent again when needed. */
  #fetch(): Promise<unknown> {
    return (this.#answer ??= this.#environment
      .send("tasks/result", this.#params, { timeoutMs: 0 })
      .catch((error: unknown) => {
        this.#answer = undefined;
        throw error;
      }));
  }
}

function declares(capabilities: JsonObject, path: readonly string[]): boolean {
  let at: Json | undefined = capabilities;
  for (const key of path) at = isJsonObject(at) ? at[key] : undefined;
  return at !== undefined && at !== false;
}
