import type { Given, OptionKey } from "../../options/option-values.js";
import { loadSettings, type Settings } from "../../config/settings.js";
import { Output } from "../output.js";
import type { Terminal } from "../terminal.js";
import { usableSettings } from "../usable-settings.js";

type ShellGiven = Given<"list" | "call" | "record" | "read" | "prompt" | "complete" | "ping" | "serve">;

/**
 * Loads the servers that a shell command uses, asks for their open inputs, and returns both with the output. @throws
 * {UsageError}
 */
export async function openSettings(
  given: Pick<Given, Extract<OptionKey, keyof ShellGiven>>,
  terminal: Terminal,
): Promise<{ readonly settings: Settings; readonly output: Output }> {
  const output = new Output(terminal, { quiet: given.quiet ?? false });
  // a server that is named directly starts in the working directory: nothing is written
  const loaded = await loadSettings({ ...given, out: "." }, terminal.cwd, { passing: true });
  return { settings: await usableSettings(loaded, given, output), output };
}
