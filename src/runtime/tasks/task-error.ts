import { FmcpError, type FmcpErrorDetails } from "../../shared/errors/fmcp-error.js";
import { show } from "../../shared/text/show.js";
import type { TaskState } from "./task-state.js";

/**
 * A task ended without a result: its request failed (`TASK_FAILED`; `cause` has the server's error), or it was cancelled
 * (`TASK_CANCELLED`). A tool that ran and reported a failure is a `ToolError`, as in any other call.
 */
export class TaskError extends FmcpError {
  readonly taskId: string;
  /** How the task ended. */
  readonly task: TaskState;

  constructor(task: TaskState, details: FmcpErrorDetails) {
    const cancelled = task.status === "cancelled";
    const { server = "", subject = "" } = details;
    const why = task.statusMessage ?? (details.cause instanceof Error ? details.cause.message : undefined);
    const said = why === undefined ? "" : `: ${show(why, 1_000)}`;
    super(
      cancelled ? "TASK_CANCELLED" : "TASK_FAILED",
      `Task "${show(task.taskId)}" of "${show(subject)}" on "${show(server)}" ${cancelled ? "was cancelled" : "failed"}${said}`,
      details,
    );
    this.taskId = task.taskId;
    this.task = task;
  }
}
