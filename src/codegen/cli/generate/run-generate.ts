import { show } from "../../../shared/text/show.js";
import type { Settings } from "../../config/settings.js";
import type { Given } from "../../options/option-values.js";
import { EXIT, type ExitCode } from "../../../shared/command-line/exit-code.js";
import { InterruptedError, onInterrupt } from "../interrupt.js";
import { Output } from "../output.js";
import type { Terminal } from "../terminal.js";
import { plural, shortPath } from "../cli-text.js";
import { usableSettings } from "../usable-settings.js";

/** What surrounds a run. */
export interface RunContext {
  readonly terminal: Terminal;
  /** Names of all commands, since a path that does not exist may be a mistyped command. */
  readonly commands: readonly string[];
}

/**
 * `generate`: reads the settings, asks the servers, writes the files and reports what happened.
 *
 * @throws {UsageError} if there is nothing to do, {InterruptedError} after a signal; `main` reports them.
 */
export async function runGenerate(given: Given<"generate">, context: RunContext): Promise<ExitCode> {
  const { terminal } = context;
  const output = new Output(terminal, { quiet: given.quiet ?? false });
  const { loadSettings } = await import("../../config/settings.js");
  const loaded = await loadSettings(given, terminal.cwd, {
    commands: context.commands,
    passing: given.dryRun === true || given.stdout === true,
  });
  announce(loaded, output);
  const settings = await usableSettings(loaded, given, output);
  const interrupt = onInterrupt(() => process.exit(EXIT.interrupted));
  try {
    const { generateAndReport } = await import("./generate-and-report.js");
    return await generateAndReport(settings, given, output, interrupt.signal);
  } catch (error) {
    throw interrupt.signal.aborted ? new InterruptedError() : error;
  } finally {
    interrupt.dispose();
  }
}

/** Reports which config is used, since the user may not have named it. */
function announce({ servers, entries, disabled, optionsPath, out }: Settings, output: Output): void {
  const { cwd } = output.terminal;
  const short = (path: string): string => show(shortPath(path, cwd), 1_000);
  const found = servers.discovered ? " (found; name another as the first argument)" : "";
  output.say(`${short(servers.path)}${found}: ${plural(entries.length, "server")} → ${short(out)}`);
  if (optionsPath !== undefined) output.say(`Options from ${short(optionsPath)}`);
  if (disabled.length > 0) output.say(`Disabled, skipped: ${disabled.map((key) => show(key)).join(", ")}`);
}
