import { isJsonObject, type JsonObject } from "../../shared/json/json.js";
import { TASKS } from "../extensions/known-extensions.js";
import { McpError } from "../errors/mcp-error.js";
import { ProtocolError } from "../errors/protocol-error.js";
import { answerInput } from "./answer-input.js";
import type { TaskChannel, TaskEnvironment, TaskEra } from "./task-era.js";
import { findTask, readTask, type TaskReport } from "./task-state.js";
import { INTERNAL_ERROR } from "../../shared/json/json-rpc.js";

/**
 * The tasks extension of MCP 2026-07-28 (SEP-2663): the server decides what becomes a task, and `tasks/get` returns everything.
 */
export const extensionTasks: TaskEra = {
  capability: `the extension \`${TASKS}\``,
  supports: ({ capabilities: { extensions } }) => isJsonObject(extensions) && extensions[TASKS] !== undefined,
  lists: () => false,
  augment: () => ({}),
  created: (answer) =>
    isJsonObject(answer) && answer["resultType"] === "task" ? findTask(answer) : undefined,
  channel: (taskId, environment) => new ExtensionChannel(taskId, environment),
};

class ExtensionChannel implements TaskChannel {
  readonly #taskId: string;
  readonly #environment: TaskEnvironment;
  /** A key is never reused for another question, so each is answered once. */
  readonly #answered = new Set<string>();

  constructor(taskId: string, environment: TaskEnvironment) {
    this.#taskId = taskId;
    this.#environment = environment;
  }

  async get(signal?: AbortSignal): Promise<TaskReport> {
    const { send, server } = this.#environment;
    const answer = await send("tasks/get", { taskId: this.#taskId }, signal === undefined ? {} : { signal });
    return readTask(answer, "tasks/get", server);
  }

  async attend({ status, inputRequests }: TaskReport, signal: AbortSignal): Promise<void> {
    if (status !== "input_required" || inputRequests === undefined) return;
    const { server, handlers, send } = this.#environment;
    const open = Object.entries(inputRequests).filter(([key]) => !this.#answered.has(key));
    if (open.length === 0) return;
    const answers = await Promise.all(
      open.map(
        async ([key, request]) => [key, await answerInput(request, handlers, { server, signal })] as const,
      ),
    );
    const params: JsonObject = { taskId: this.#taskId, inputResponses: Object.fromEntries(answers) };
    await send("tasks/update", params, { signal });
    for (const [key] of open) this.#answered.add(key);
  }

  /** It came with the state. */
  answer({ status, result, error }: TaskReport): Promise<unknown> {
    const details = { server: this.#environment.server };
    if (status === "failed") {
      const { code, message, data } = isJsonObject(error) ? error : {};
      return Promise.reject(
        new McpError(String(message ?? "no error was given"), Number(code ?? INTERNAL_ERROR), data, details),
      );
    }
    if (result !== undefined) return Promise.resolve(result);
    const text = `Task "${this.#taskId}" is completed, and tasks/get came without its \`result\`.`;
    return Promise.reject(new ProtocolError(text, undefined, details));
  }

  async cancel(): Promise<void> {
    await this.#environment.send("tasks/cancel", { taskId: this.#taskId });
  }
}
