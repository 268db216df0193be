import type { ExitCode } from "../../shared/command-line/exit-code.js";
import type { Terminal } from "./terminal.js";

/** What every command receives. */
export interface CommandContext {
  readonly terminal: Terminal;
  /** Sets the exit code of the process. A command that throws leaves this to `main`. */
  readonly finish: (code: ExitCode) => void;
}
