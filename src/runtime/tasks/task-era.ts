import type { JsonObject } from "../../shared/json/json.js";
import type { ClientHandlers } from "../connection/connection-handlers.js";
import type { SessionInfo } from "../connection/session.js";
import type { TaskReport } from "./task-state.js";

/** Sends one request about a task through all layers; each may safely be repeated. */
export type SendAboutTask = (
  method: string,
  params: JsonObject,
  options?: { readonly timeoutMs?: number; readonly signal?: AbortSignal },
) => Promise<unknown>;

/** What the eras need from the client. */
export interface TaskEnvironment {
  readonly server: string;
  readonly send: SendAboutTask;
  readonly handlers: ClientHandlers;
}

/** The differences between tasks of 2025-11-25 and those of the 2026-07-28 extension. */
export interface TaskEra {
  /** Whether the server declares that its tools may run as tasks. */
  supports(info: SessionInfo): boolean;
  /** Whether the server can list its tasks. */
  lists(info: SessionInfo): boolean;
  /** Capability that a server must declare, for errors. */
  readonly capability: string;
  /** Returns what to add to a `tools/call` that should become a task. */
  augment(ttlMs: number | undefined): JsonObject;
  /** Returns the task in the answer to a `tools/call`; `undefined` if it was answered at once. */
  created(answer: unknown): TaskReport | undefined;
  channel(taskId: string, environment: TaskEnvironment): TaskChannel;
}

/** The requests about one task. */
export interface TaskChannel {
  get(signal?: AbortSignal): Promise<TaskReport>;
  /** Provides what the server waits for, so that the task can continue. */
  attend(report: TaskReport, signal: AbortSignal): Promise<void>;
  /**
   * Returns the answer of the request that became a task, once it is `completed` or `failed`.
   * @throws {McpError} the JSON-RPC error that the request ended with
   */
  answer(report: TaskReport, signal?: AbortSignal): Promise<unknown>;
  cancel(): Promise<void>;
}
