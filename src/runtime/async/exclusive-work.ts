import { waitingFor } from "./waiting-for.js";

/** Runs at most one piece of work at a time; callers that ask for the same kind meanwhile share its outcome. */
export class ExclusiveWork {
  #running: { kind: string; done: Promise<unknown> } | undefined;
  #ended = 0;
  #failure: { generation: number; error: unknown } | undefined;

  /** How many pieces of work have ended. */
  get generation(): number {
    return this.#ended;
  }

  get pending(): Promise<void> | undefined {
    return this.#running?.done.then(ignore, ignore);
  }

  /** The error of the last piece of work, if it began after generation `since` and none succeeded later. */
  failureSince(since: number): unknown {
    return this.#failure !== undefined &&
      this.#failure.generation >= since &&
      this.#failure.generation === this.#ended - 1
      ? this.#failure.error
      : undefined;
  }

  /**
   * Joins work of this `kind` that is under way. Otherwise waits for other work to end, and starts `work` unless it is no
   * longer needed. Aborting `signal` ends only this caller's wait, not the work. A waiting caller keeps the process alive.
   */
  async run(
    kind: string,
    needed: () => boolean,
    work: () => Promise<unknown>,
    signal: AbortSignal | undefined,
  ): Promise<void> {
    while (this.#running !== undefined && this.#running.kind !== kind)
      await waitingFor(this.#running.done.then(ignore, ignore), signal);
    if (this.#running === undefined) {
      if (!needed()) return;
      this.#start(kind, work);
    }
    await waitingFor(this.#running?.done ?? Promise.resolve(), signal);
  }

  #start(kind: string, work: () => Promise<unknown>): void {
    const done = work().then(
      () => void this.#end(undefined),
      (error: unknown) => {
        this.#end({ generation: this.#ended, error });
        throw error;
      },
    );
    done.catch(ignore);
    this.#running = { kind, done };
  }

  #end(failure: { generation: number; error: unknown } | undefined): void {
    this.#running = undefined;
    this.#failure = failure;
    this.#ended++;
  }
}

function ignore(): void {}
