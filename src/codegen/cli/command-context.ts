import type { ExitCode } from "./exit-code.js";
import type { Terminal } from "./terminal.js";

/** What every command is given. */
export interface CommandContext {
  readonly terminal: Terminal;
  /** Says with what the process should end. A command that throws leaves this to `main`. */
  readonly finish: (code: ExitCode) => void;
}
