import { FmcpError } from "../../shared/errors/fmcp-error.js";
import { show } from "../../shared/text/show.js";
import type { Settled } from "./settled.js";

/** A batch stopped at its first failure. `results` has the outcome of every item, in order. */
export class BatchError<R = unknown> extends FmcpError {
  readonly results: readonly Settled<R>[];
  /** Position of the item that failed first. */
  readonly index: number;

  constructor(results: readonly Settled<R>[], index: number, cause: unknown) {
    const count = (status: Settled<R>["status"]): number =>
      results.filter((result) => result.status === status).length;
    const why = cause instanceof Error ? cause.message : cause;
    super(
      "BATCH_FAILED",
      `Item ${index} of ${results.length} failed: ${show(why, 500)} ${count("fulfilled")} done, ${count("rejected")} failed, ` +
        `${count("cancelled")} cancelled, ${count("notStarted")} not started; \`results\` has all of them.`,
      { cause },
    );
    this.results = results;
    this.index = index;
  }
}
