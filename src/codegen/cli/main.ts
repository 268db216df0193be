import { CommanderError } from "commander";
import { withTargetWord } from "../config/targets/target-word.js";
import { EXIT, type ExitCode } from "../../shared/command-line/exit-code.js";
import { createProgram } from "./program.js";
import { TOO_MANY_FILES } from "./too-many-files.js";
import { processTerminal, type Terminal } from "./terminal.js";

/**
 * Runs the command line.
 *
 * Loads little: each command imports what it needs when it runs, so that `--help` is fast.
 *
 * @param argv arguments without the program's name
 * @returns the exit code; never throws, and ends the process only at a second interrupt
 */
export async function main(
  argv: readonly string[],
  terminal: Terminal = processTerminal(),
): Promise<ExitCode> {
  let exitCode: ExitCode = EXIT.done;
  terminal.stdout.on("error", ignoreClosedPipe);
  terminal.stderr.on("error", ignoreClosedPipe);
  const program = createProgram({ terminal, finish: (code) => (exitCode = code) });
  try {
    await program.parseAsync(withTargetWord(argv), { from: "user" });
    return exitCode;
  } catch (error) {
    // commander has already printed it; its own exit codes (0 for --help, 1 for a bad flag) are not ours
    if (error instanceof CommanderError && error.exitCode === 0) return EXIT.done;
    return await report(error, terminal, argv.includes("--json"));
  }
}

/** Loads the error report only now; even that can fail if the system allows no more open files. */
async function report(error: unknown, terminal: Terminal, json: boolean): Promise<ExitCode> {
  try {
    const { reportFailure } = await import("./failure.js");
    return reportFailure(error, terminal, json);
  } catch (second) {
    const { code } = second as NodeJS.ErrnoException;
    if (code !== "EMFILE" && code !== "ENFILE") throw second;
    terminal.stderr.write(`error: ${TOO_MANY_FILES}\n`);
    return EXIT.usage;
  }
}

/** A reader that closes the pipe early (`| head`) is not an error. */
function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE") throw error;
}
