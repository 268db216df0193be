import type { JsonObject } from "../../shared/json/json.js";
import type { ClientHandlers } from "../connection/handlers.js";
import type { SessionInfo } from "../connection/session.js";
import type { TaskReport } from "./task-state.js";

/** Sends one request about a task through all layers; each may be repeated without harm. */
export type SendAboutTask = (
  method: string,
  params: JsonObject,
  options?: { readonly timeoutMs?: number; readonly signal?: AbortSignal },
) => Promise<unknown>;

/** What the eras need of the client. */
export interface TaskEnvironment {
  readonly server: string;
  readonly send: SendAboutTask;
  readonly handlers: ClientHandlers;
}

/** What differs between tasks of 2025-11-25 and those of the 2026-07-28 extension. */
export interface TaskEra {
  /** Whether the server declares that its tools may run as tasks. */
  supports(info: SessionInfo): boolean;
  /** Whether the server tells its tasks. */
  lists(info: SessionInfo): boolean;
  /** What a server must declare, for errors. */
  readonly capability: string;
  /** What a `tools/call` carries that is to become a task. */
  augment(ttlMs: number | undefined): JsonObject;
  /** The task that a `tools/call` was answered with, or undefined: it was answered at once. */
  created(answer: unknown): TaskReport | undefined;
  channel(taskId: string, environment: TaskEnvironment): TaskChannel;
}

/** The way to one task. */
export interface TaskChannel {
  get(signal?: AbortSignal): Promise<TaskReport>;
  /** Does what the server waits for, so that the task can go on. */
  attend(report: TaskReport, signal: AbortSignal): Promise<void>;
  /**
   * The answer of the request that became a task, once that is `completed` or `failed`.
   * @throws {McpError} the JSON-RPC error that the request ended with
   */
  answer(report: TaskReport, signal?: AbortSignal): Promise<unknown>;
  cancel(): Promise<void>;
}
