import type { TaskChannel } from "./task-era.js";
import type { TaskReport } from "./task-state.js";

/** Presents a call that the server answered at once as a task that has ended. */
export function immediate(taskId: string, answer: unknown): { report: TaskReport; channel: TaskChannel } {
  const report: TaskReport = { taskId, status: "completed" };
  const channel: TaskChannel = {
    get: () => Promise.resolve(report),
    attend: () => Promise.resolve(),
    answer: () => Promise.resolve(answer),
    cancel: () => Promise.resolve(),
  };
  return { report, channel };
}
