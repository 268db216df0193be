import { isJsonObject, type JsonObject } from "../../shared/json/json.js";
import { show } from "../../shared/text/show.js";
import { ProtocolError } from "../errors/protocol-error.js";

/** Status of a task. `completed`, `failed` and `cancelled` are final. */
export type TaskStatus = "working" | "input_required" | "completed" | "failed" | "cancelled";

/** State of a task, in terms that fit both eras. */
export interface TaskState {
  readonly taskId: string;
  readonly status: TaskStatus;
  /** For people: its progress, or why it ended. Foreign text. */
  readonly statusMessage?: string;
  /** ISO 8601. */
  readonly createdAt?: string;
  readonly lastUpdatedAt?: string;
  /** How long the server keeps the task after its creation, in milliseconds; null: without a limit. */
  readonly ttlMs?: number | null;
  /** How often the server wants to be polled, in milliseconds. */
  readonly pollIntervalMs?: number;
}

/** A state with the additional members of the 2026-07-28 extension. */
export interface TaskReport extends TaskState {
  /** The answer of the request that became a task; with `completed`. */
  readonly result?: unknown;
  /** The JSON-RPC error that ended it; with `failed`. */
  readonly error?: unknown;
  /** The server's questions, by key; with `input_required`. */
  readonly inputRequests?: JsonObject;
}

const STATUSES: ReadonlySet<unknown> = new Set([
  "working",
  "input_required",
  "completed",
  "failed",
  "cancelled",
] satisfies TaskStatus[]);

/** Whether a state is final. */
export function isOver({ status }: TaskState): boolean {
  return status === "completed" || status === "failed" || status === "cancelled";
}

/** Returns the task in an answer or a notification; `undefined` if there is none. */
export function findTask(value: unknown): TaskReport | undefined {
  if (!isJsonObject(value)) return undefined;
  const { taskId, status, statusMessage, createdAt, lastUpdatedAt, result, error, inputRequests } = value;
  if (typeof taskId !== "string" || !STATUSES.has(status)) return undefined;
  // 2025-11-25 uses `ttl` and `pollInterval`, the extension `ttlMs` and `pollIntervalMs`.
  const ttlMs = value["ttlMs"] ?? value["ttl"];
  const pollIntervalMs = value["pollIntervalMs"] ?? value["pollInterval"];
  return {
    taskId,
    status: status as TaskStatus,
    ...(typeof statusMessage === "string" && { statusMessage }),
    ...(typeof createdAt === "string" && { createdAt }),
    ...(typeof lastUpdatedAt === "string" && { lastUpdatedAt }),
    ...((typeof ttlMs === "number" || ttlMs === null) && { ttlMs }),
    ...(typeof pollIntervalMs === "number" && pollIntervalMs >= 0 && { pollIntervalMs }),
    ...(result !== undefined && { result }),
    ...(error !== undefined && { error }),
    ...(isJsonObject(inputRequests) && { inputRequests }),
  };
}

/** Returns the task in an answer that must have one. @throws {ProtocolError} when there is none */
export function readTask(answer: unknown, method: string, server: string): TaskReport {
  const task = findTask(answer);
  if (task !== undefined) return task;
  const message = `${method} on "${show(server)}" answered something that is not a task: it has no \`taskId\` or no known \`status\`.`;
  throw new ProtocolError(message, answer, { server, subject: method });
}

/** Where a draft of the revision put it, as FastMCP 2.14 still does: in an otherwise empty result. */
const DRAFT_TASK = "modelcontextprotocol.io/task";

/** Returns what an answer of 2025-11-25 says about the task that it announces. */
export function announcedTask({ task, _meta: meta }: JsonObject): JsonObject | undefined {
  const said = task ?? (isJsonObject(meta) ? meta[DRAFT_TASK] : undefined);
  return isJsonObject(said) ? said : undefined;
}

/** Returns the public part of a report. */
export function stateOf({
  result: _result,
  error: _error,
  inputRequests: _input,
  ...state
}: TaskReport): TaskState {
  return state;
}
