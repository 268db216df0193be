import { EXIT, type ExitCode } from "../../shared/command-line/exit-code.js";
import { FmcpError } from "../../shared/errors/fmcp-error.js";
import { UsageError } from "../../shared/errors/usage-error.js";
import { reason } from "../../shared/text/reason.js";
import { show } from "../../shared/text/show.js";
import { showLines } from "../../shared/text/show-lines.js";
import { ConfigurationError } from "../errors/configuration-error.js";
import { InputValidationError } from "../errors/validation-errors.js";

/** Why a command ended without an answer. */
export interface Ending {
  readonly exitCode: ExitCode;
  readonly code: string;
  /** Empty if commander has printed what there is to say: a help. */
  readonly message: string;
}

/** Explains what a command threw. */
export function endingOf(error: unknown): Ending {
  const { code, exitCode } = (error ?? {}) as { readonly code?: unknown; readonly exitCode?: unknown };
  if (typeof code === "string" && code.startsWith("commander.")) {
    const message = code.startsWith("commander.help") || exitCode === 0 ? "" : reason(error);
    const text = show(message.replace(/^error: /, "").replace(/\s*\n\s*/g, " "), 1_000);
    return { exitCode: exitCode === 0 ? EXIT.done : EXIT.usage, code: "OPTION_INVALID", message: text };
  }
  if (error instanceof UsageError)
    return { exitCode: EXIT.usage, code: error.code, message: `${error.message} ${error.hint}`.trim() };
  const message = showLines(reason(error), 4_000);
  if (error instanceof ConfigurationError || error instanceof InputValidationError)
    return { exitCode: EXIT.usage, code: error.code, message };
  if (error instanceof FmcpError) return { exitCode: EXIT.allServersFailed, code: error.code, message };
  return { exitCode: EXIT.allServersFailed, code: "INTERNAL", message };
}
