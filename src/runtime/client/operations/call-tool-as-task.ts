import { isJsonObject, type JsonObject } from "../../../shared/json/json.js";
import { show } from "../../../shared/text/show.js";
import { ProtocolError } from "../../errors/protocol-error.js";
import type { Clock } from "../../layers/clock.js";
import type { ToolResult } from "../../results/tool-result.js";
import { type CallToolOptions, facetsOf, metaParams } from "../call-options.js";
import type { Requester } from "../requester.js";
import type { ToolCatalogue } from "../tool-catalogue.js";
import { finishToolResult, type ToolKnowledge } from "./call-tool.js";

/** Options of a call that runs as a task. */
export interface CallToolAsTaskOptions extends CallToolOptions {
  /** How long the server is asked to keep the task, in milliseconds. Default: the server's own choice. */
  readonly ttlMs?: number;
}

/** How often a task is looked at where the server does not say. */
const POLL_MS = 500;

const TERMINAL = new Set<unknown>(["completed", "failed", "cancelled"]);

/**
 * Calls a tool as a task of 2025-11-25 and waits for its result: `tools/call` with `task`, then `tasks/get` until it is
 * over, then `tasks/result`. The deadline is that of the whole; aborting it cancels the task.
 */
export async function callToolAsTask(
  requester: Requester,
  catalogue: ToolCatalogue,
  clock: Clock,
  name: string,
  args: JsonObject,
  options: CallToolAsTaskOptions,
  known?: ToolKnowledge,
): Promise<ToolResult> {
  const ends = options.timeoutMs ? clock.now() + options.timeoutMs : undefined;
  const facets = (repeatable: boolean) => ({
    ...facetsOf(options, name, repeatable),
    ...(ends !== undefined && { timeoutMs: Math.max(1, ends - clock.now()) }),
  });
  const send = (method: string, params: JsonObject): Promise<unknown> =>
    requester.send(method, params, facets(true), options.signal);

  const task = options.ttlMs === undefined ? {} : { ttl: options.ttlMs };
  const params = { name, arguments: args, task, ...metaParams(options) };
  const created = await requester.send(
    "tools/call",
    params,
    facets(options.idempotent === true),
    options.signal,
  );
  const started = taskOf(created);
  // A server may answer at once, task or not.
  if (started === undefined) return finishToolResult(catalogue, name, created, options, known);
  const { taskId } = started;
  try {
    for (let state = started; !TERMINAL.has(state.status) && state.status !== "input_required";) {
      await clock.sleep(
        typeof state.pollInterval === "number" ? state.pollInterval : POLL_MS,
        options.signal,
      );
      state = taskOf({ task: await send("tasks/get", { taskId }) }) ?? malformed(name, state);
    }
    // A task that waits for input is asked for its result: the server then asks its questions, and answers in the end.
    return await finishToolResult(catalogue, name, await send("tasks/result", { taskId }), options, known);
  } catch (error) {
    if (options.signal?.aborted)
      void requester
        .send("tasks/cancel", { taskId }, { repeatable: true, timeoutMs: 5_000 })
        .catch(() => undefined);
    throw error;
  }
}

interface TaskState {
  readonly taskId: string;
  readonly status: unknown;
  readonly pollInterval: unknown;
}

function taskOf(answer: unknown): TaskState | undefined {
  const task = isJsonObject(answer) ? answer["task"] : undefined;
  if (!isJsonObject(task) || typeof task["taskId"] !== "string") return undefined;
  return { taskId: task["taskId"], status: task["status"], pollInterval: task["pollInterval"] };
}

function malformed(name: string, answer: unknown): never {
  throw new ProtocolError(
    `The task of tool "${show(name)}" has no state: tasks/get answered something else.`,
    answer,
    { subject: name },
  );
}
