import { show } from "../../shared/text/show.js";
import { didYouMean } from "../../shared/text/suggest.js";
import { UsageError } from "../config/usage-error.js";

/** `targets` names a target that does not exist. */
export class TargetUnknownError extends UsageError {
  constructor(name: string, known: readonly string[]) {
    super(
      "TARGET_UNKNOWN",
      `There is no target ${show(name, 80)}.${didYouMean(name, known)}`,
      `Known: ${known.join(", ")}. Define your own with defineTarget, under "targets" in fmcp.config.ts.`,
    );
  }
}

/** A target produced a file that it may not write, or failed. Nothing was written. */
export class TargetError extends UsageError {
  constructor(target: string, problem: string, cause?: unknown) {
    super(
      "TARGET_FAILED",
      `The target ${show(target, 80)}: ${problem} Nothing was written.`,
      "Correct it in fmcp.config.ts, or leave it out of targets.",
      { cause },
    );
  }
}
