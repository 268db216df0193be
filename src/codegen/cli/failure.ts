import { CommanderError } from "commander";
import type { ConfigFault } from "../../shared/config/index.js";
import { toldOnce } from "../../shared/config/notes.js";
import { FmcpError } from "../../shared/errors/fmcp-error.js";
import { show } from "../../shared/text/show.js";
import { ConfigInvalidError, describeFault, UsageError } from "../config/usage-error.js";
import { EXIT, type ExitCode } from "../../shared/command-line/exit-code.js";
import { TOO_MANY_FILES } from "./too-many-files.js";
import { InterruptedError } from "./interrupt.js";
import { Output } from "./output.js";
import type { Terminal } from "./terminal.js";
import { shortPath } from "./cli-text.js";

/** Reports why a command ended without a result, to a person and, with `json`, to a program. */
export function reportFailure(error: unknown, terminal: Terminal, json: boolean): ExitCode {
  const output = new Output(terminal);
  const { exitCode, code, message, hint } = explain(error);
  if (error instanceof ConfigInvalidError) reportFaults(output, error.path, error.faults);
  else output.error(hint === undefined ? message : `${message} ${hint}`);
  const faults = error instanceof ConfigInvalidError ? error.faults : undefined;
  if (json) output.json({ exitCode, error: { code, message, hint, faults } });
  return exitCode;
}

/** Prints one line for each fault of a config: its place, what is wrong, what to do. */
export function reportFaults(output: Output, path: string, faults: ConfigInvalidError["faults"]): void {
  const file = shortPath(path, output.terminal.cwd);
  for (const fault of faults) {
    output.error(`${describeFault(file, fault)} ${fault.hint}`, {
      file,
      line: fault.line,
      column: fault.column,
    });
  }
}

/** Prints one line for each part of a config that is ignored. */
export function reportWarnings(output: Output, path: string, warnings: readonly ConfigFault[]): void {
  const file = shortPath(path, output.terminal.cwd);
  for (const warning of toldOnce(warnings)) {
    const { line, column } = warning;
    output.warn(`${describeFault(file, warning)} ${warning.hint}`, { file, line, column });
  }
}

interface Explanation {
  readonly exitCode: ExitCode;
  readonly code: string;
  readonly message: string;
  readonly hint?: string | undefined;
}

function explain(error: unknown): Explanation {
  if (error instanceof CommanderError) {
    const message = error.message.replace(/^error: /, "").replace(/\s*\n\s*/g, " ");
    return {
      exitCode: EXIT.usage,
      code: "OPTION_INVALID",
      message: show(message, 1_000),
      hint: "See fmcp-codegen --help.",
    };
  }
  if (error instanceof UsageError)
    return { exitCode: EXIT.usage, code: error.code, message: error.message, hint: error.hint };
  if (error instanceof InterruptedError)
    return { exitCode: EXIT.interrupted, code: error.code, message: error.message };
  if (error instanceof FmcpError) return { exitCode: EXIT.usage, code: error.code, message: error.message };
  const known = explainSystem(error);
  if (known !== undefined) return known;
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const lines = message.split("\n").map((line) => show(line, 1_000));
  return {
    exitCode: EXIT.allServersFailed,
    code: "INTERNAL",
    message: `Unexpected failure, please report it: ${lines.join("\n")}`,
  };
}

/** Explains errors of the operating system, which are not defects of ours to report. */
function explainSystem(error: unknown): Explanation | undefined {
  const { code } = (error ?? {}) as { readonly code?: unknown };
  if (code === "EMFILE" || code === "ENFILE")
    return { exitCode: EXIT.usage, code: "TOO_MANY_FILES", message: TOO_MANY_FILES };
  if (error instanceof RangeError && error.message.startsWith("Maximum call stack"))
    return {
      exitCode: EXIT.usage,
      code: "NESTED_TOO_DEEPLY",
      message: "A config, the lock or the answer of a server is nested too deeply.",
      hint: "Check what wrote it, or leave the server out with --exclude.",
    };
  return explainPath(error);
}

/** Explains that the system refused something that was to be done with a path. */
function explainPath(error: unknown): Explanation | undefined {
  const { code, path, syscall } = (error ?? {}) as Partial<NodeJS.ErrnoException>;
  if (!(error instanceof Error) || code === undefined || path === undefined || syscall === undefined)
    return undefined;
  const why = error.message.replace(/, [a-z]+ '.*$/s, "");
  return {
    exitCode: EXIT.usage,
    code: "PATH_REFUSED",
    message: `The system refuses ${show(path, 300)} (${show(syscall)}): ${show(why)}.`,
    hint:
      code === "ENAMETOOLONG"
        ? "The path, or a name in it, is too long: choose a shorter one."
        : "Check the path and its permissions.",
  };
}
