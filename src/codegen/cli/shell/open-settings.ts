import type { Given, OptionKey } from "../../options/values.js";
import { loadSettings, type Settings } from "../../config/settings.js";
import { Output } from "../output.js";
import type { Terminal } from "../terminal.js";
import { usableSettings } from "../usable-settings.js";

type ShellGiven = Given<"list" | "call" | "record" | "read" | "prompt" | "complete" | "ping" | "serve">;

/** The servers that a command of the shell uses, their open inputs asked for, and where it speaks. @throws {UsageError} */
export async function openSettings(
  given: Pick<Given, Extract<OptionKey, keyof ShellGiven>>,
  terminal: Terminal,
): Promise<{ readonly settings: Settings; readonly output: Output }> {
  const output = new Output(terminal, { quiet: given.quiet ?? false });
  // a server that is named itself starts where the user is: nothing is written
  const loaded = await loadSettings({ ...given, out: "." }, terminal.cwd);
  return { settings: await usableSettings(loaded, given, output), output };
}
