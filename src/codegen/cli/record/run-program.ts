import { constants } from "node:os";
import { resolve } from "node:path";
import { execa } from "execa";
import { recordedServers } from "fmcp-runtime/internal";
import { show } from "../../../shared/text/show.js";
import { targetOf } from "../../config/targets/target-word.js";
import { OptionInvalidError } from "../../config/usage-error.js";
import { OPTIONS } from "../../options/table.js";
import type { Given } from "../../options/option-values.js";
import type { ExitCode } from "../../../shared/command-line/exit-code.js";
import { Output } from "../output.js";
import type { Terminal } from "../terminal.js";
import { plural } from "../cli-text.js";

/** Returns the program of a command line that names a program; `undefined` if it names a tool. */
export function programOf(subject: string, words: readonly string[]): readonly string[] | undefined {
  const target = targetOf(subject, ".");
  return target?.kind === "command" && words.length === 0 ? target.words : undefined;
}

/**
 * Runs a program whose clients record, and exits with its code. Signals of the terminal reach the program as well, so it decides
 * when to end.
 */
export async function runProgram(
  [file = "", ...args]: readonly string[],
  given: Given<"record">,
  { cwd, env, ...terminal }: Terminal,
): Promise<ExitCode> {
  const output = new Output({ cwd, env, ...terminal }, { quiet: given.quiet ?? false });
  const named = given.recordings ?? OPTIONS.recordings.default;
  const folder = resolve(cwd, named);
  const ignore = (): void => undefined;
  const signals = ["SIGINT", "SIGTERM"] as const;
  for (const signal of signals) process.on(signal, ignore);
  try {
    const { exitCode, signal, code } = await execa(file, args, {
      cwd,
      env: { ...env, FMCP_RECORD: folder },
      extendEnv: false,
      stdio: "inherit",
      reject: false,
    });
    if (exitCode === undefined && signal === undefined)
      throw new OptionInvalidError(
        `${show(file, 300)} could not be started${code === undefined ? "" : ` (${code})`}.`,
        "Name a program after --: fmcp-codegen record -- node app.js.",
      );
    const servers = await recordedServers(folder);
    if (servers.length === 0)
      output.warn(
        `Nothing was recorded: ${
          exitCode === 0
            ? "the program called no server through fmcp-runtime, or has a copy of it that is too old"
            : `the program ended with ${exitCode === undefined ? String(signal) : `exit code ${exitCode}`} before a server answered`
        }.`,
      );
    else output.say(`${show(named, 1_000)}: recordings of ${plural(servers.length, "server")}`);
    return (exitCode ?? 128 + constants.signals[signal as NodeJS.Signals]) as ExitCode;
  } finally {
    for (const signal of signals) process.off(signal, ignore);
  }
}
