import type { TaskChannel } from "./task-era.js";
import type { TaskReport } from "./task-state.js";

/** The channel to a task whose era is unknown until there is a session. */
export class LazyChannel implements TaskChannel {
  readonly #open: () => Promise<TaskChannel>;
  #opened: TaskChannel | undefined;

  constructor(open: () => Promise<TaskChannel>) {
    this.#open = open;
  }

  async get(signal?: AbortSignal): Promise<TaskReport> {
    return (await this.#channel()).get(signal);
  }

  async attend(report: TaskReport, signal: AbortSignal): Promise<void> {
    return (await this.#channel()).attend(report, signal);
  }

  async answer(report: TaskReport, signal?: AbortSignal): Promise<unknown> {
    return (await this.#channel()).answer(report, signal);
  }

  async cancel(): Promise<void> {
    return (await this.#channel()).cancel();
  }

  async #channel(): Promise<TaskChannel> {
    if (this.#opened !== undefined) return this.#opened;
    const opened = await this.#open();
    return (this.#opened ??= opened);
  }
}
