import { isJsonObject } from "../../shared/json/json.js";
import type { LayerRequest } from "../layers/layer.js";
import { announcedTask } from "../tasks/task-state.js";
import type { Member } from "./member.js";

/** How many tasks are remembered, latest first. */
const MAX_TASKS = 10_000;

/**
 * Remembers which member runs which task. Only that one is sure to know it, so all requests about it go there, whatever its
 * health. A task that this client did not see begin is requested from any member.
 */
export class TaskHomes {
  readonly #homes = new Map<string, Member>();

  /** Records a call that became a task. */
  answered({ method }: LayerRequest, answer: unknown, member: Member): void {
    if (method !== "tools/call" || !isJsonObject(answer)) return;
    // 2025-11-25 announces a task; with the extension of 2026-07-28, the result is one
    const { taskId } = announcedTask(answer) ?? (answer["resultType"] === "task" ? answer : {});
    if (typeof taskId !== "string") return;
    this.#homes.set(taskId, member);
    if (this.#homes.size > MAX_TASKS) this.#homes.delete(this.#homes.keys().next().value as string);
  }

  /** Returns the member that the request must go to; `undefined`: any. */
  of({ method, params }: LayerRequest): Member | undefined {
    if (this.#homes.size === 0 || !method.startsWith("tasks/")) return undefined;
    const { taskId } = params;
    return typeof taskId === "string" ? this.#homes.get(taskId) : undefined;
  }

  /** Forgets the tasks of a removed member. */
  forget(member: Member): void {
    for (const [taskId, home] of this.#homes) if (home === member) this.#homes.delete(taskId);
  }
}
