import { FmcpError } from "../../shared/errors/fmcp-error.js";
import { show } from "../../shared/text/show.js";
import { countSettled, type Settled } from "./settled.js";

/** A batch stopped at its first failure. `results` has the outcome of every item, in order. */
export class BatchError<R = unknown> extends FmcpError {
  readonly results: readonly Settled<R>[];
  /** Position of the item that failed first. */
  readonly index: number;

  constructor(results: readonly Settled<R>[], index: number, cause: unknown) {
    const { fulfilled, rejected, cancelled, notStarted } = countSettled(results);
    const why = cause instanceof Error ? cause.message : cause;
    super(
      "BATCH_FAILED",
      `Item ${index} of ${results.length} failed: ${show(why, 500)} ${fulfilled} done, ${rejected} failed, ` +
        `${cancelled} cancelled, ${notStarted} not started; \`results\` has all of them.`,
      { cause },
    );
    this.results = results;
    this.index = index;
  }
}
