export type { CallToolTaskOptions, PickUpOptions } from "./client-tasks.js";
export { TaskError } from "./task-error.js";
export type { TaskState, TaskStatus } from "./task-state.js";
export type { ToolTask, WaitOptions } from "./tool-task.js";
