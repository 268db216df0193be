import { isJsonObject } from "../../shared/json/json.js";
import type { SendAboutTask } from "./task-era.js";
import { findTask, stateOf, type TaskState } from "./task-state.js";

/** Limits the pages, so that a server cannot keep its client busy forever. */
const MAX_PAGES = 64;

/** Returns all pages of `tasks/list`, without items that are not tasks. */
export async function listTasks(send: SendAboutTask, signal: AbortSignal | undefined): Promise<TaskState[]> {
  const tasks: TaskState[] = [];
  const seen = new Set<unknown>();
  let cursor: string | undefined;
  for (let page = 0; page < MAX_PAGES; page++) {
    const params = cursor === undefined ? {} : { cursor };
    const answer = await send("tasks/list", params, signal === undefined ? {} : { signal });
    const { tasks: items, nextCursor } = isJsonObject(answer) ? answer : {};
    for (const item of Array.isArray(items) ? items : []) {
      const task = findTask(item);
      if (task !== undefined) tasks.push(stateOf(task));
    }
    if (typeof nextCursor !== "string" || seen.has(nextCursor)) break;
    seen.add(nextCursor);
    cursor = nextCursor;
  }
  return tasks;
}
