import { FmcpError, type FmcpErrorDetails } from "../../shared/errors/fmcp-error.js";
import { show } from "../../shared/text/show.js";
import { describeDrift } from "./describe-drift.js";
import type { DriftKind, ToolDrift } from "./on-drift.js";

/**
 * The server lists a different tool from the one that the code was generated from, and `onDrift` is `"refuse"`. Nothing was
 * sent.
 */
export class DriftError extends FmcpError {
  readonly kind: DriftKind;
  /** Hints that differ; for other differences, see `fmcp-codegen diff`. */
  readonly hints: readonly string[];

  constructor(drift: ToolDrift, unavailable: readonly string[], details: FmcpErrorDetails) {
    const where = details.server === undefined ? "" : ` of "${show(details.server)}"`;
    super(
      "DRIFT",
      `Tool "${show(drift.tool)}"${where} was not called: ${describeDrift(drift, unavailable)} ` +
        "Run `fmcp-codegen diff` to see what changed, and generate the code again.",
      details,
    );
    this.kind = drift.kind;
    this.hints = drift.hints;
  }
}
