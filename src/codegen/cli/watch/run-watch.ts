import { existsSync } from "node:fs";
import { join } from "node:path";
import { loadLock } from "../../check/index.js";
import { loadSettings, type Settings } from "../../config/settings.js";
import { LOCK_NAME } from "../../lock/index.js";
import { Watcher } from "../../watch/watcher.js";
import type { Given } from "../../options/option-values.js";
import { askInputs } from "../ask-inputs.js";
import { confirmCommands } from "../confirm/confirm-commands.js";
import { EXIT, type ExitCode } from "../../../shared/command-line/exit-code.js";
import { generateOptions } from "../generate/generate-options.js";
import { reportWarnings } from "../failure.js";
import { onInterrupt } from "../interrupt.js";
import { Output } from "../output.js";
import type { Terminal } from "../terminal.js";
import { watchTeller } from "./tell.js";

/**
 * `watch`: generates, and does so again whenever the config, a server or a server's script changes, until a
 * signal ends it.
 *
 * @throws {UsageError} if the config cannot be used at the start
 */
export async function runWatch(given: Given<"watch">, terminal: Terminal): Promise<ExitCode> {
  const output = new Output(terminal, { quiet: given.quiet ?? false });
  const load = async (): Promise<Settings> => {
    const settings = await loadSettings(given, terminal.cwd);
    await confirmCommands(settings, given, output);
    reportWarnings(output, settings.servers.path, settings.warnings);
    return given.json === true ? settings : await askInputs(settings, output);
  };
  const { out } = await loadSettings(given, terminal.cwd);
  const lockPath = join(out, LOCK_NAME);
  const interrupt = onInterrupt(() => process.exit(EXIT.interrupted));
  try {
    const watcher = new Watcher({
      load,
      generateOptions: (settings) => generateOptions(settings, false),
      lock: existsSync(lockPath) ? await loadLock(lockPath) : undefined,
      onEvent: watchTeller(output, out, given.json ?? false),
      signal: interrupt.signal,
      env: terminal.env,
    });
    await watcher.run();
    output.say("Stopped watching.");
    return EXIT.interrupted;
  } finally {
    interrupt.dispose();
  }
}
