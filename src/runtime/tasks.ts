export {
  type CallToolTaskOptions,
  type PickUpOptions,
  TaskError,
  type TaskState,
  type TaskStatus,
  type ToolTask,
  type WaitOptions,
} from "./tasks/index.js";
