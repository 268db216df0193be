import { loadSettings } from "../../config/settings.js";
import { introspect } from "../../introspect/index.js";
import type { ServerModel } from "../../model/index.js";
import type { EmitOptions } from "../../run/output-options.js";
import { askingValues, type Given, outputValues } from "../../options/option-values.js";
import { EXIT } from "../../../shared/command-line/exit-code.js";
import { InterruptedError, onInterrupt } from "../interrupt.js";
import type { Output } from "../output.js";
import { usableSettings } from "../usable-settings.js";

/** Asks every server of a config, if there is no lock yet. */
export async function askAll(
  given: Given,
  output: Output,
): Promise<{
  readonly models: readonly ServerModel[];
  readonly failures: readonly { readonly key: string; readonly message: string }[];
  readonly emit: EmitOptions;
}> {
  const settings = await usableSettings(
    await loadSettings(given, output.terminal.cwd, { passing: true }),
    given,
    output,
  );
  const interrupt = onInterrupt(() => process.exit(EXIT.interrupted));
  try {
    const { models, failures } = await introspect(settings.entries, {
      ...askingValues(settings),
      signal: interrupt.signal,
      configPath: settings.servers.path,
    });
    const failed = failures.map(({ server: key, message }) => ({ key, message }));
    return { models, failures: failed, emit: { ...outputValues(settings), filter: settings.globs } };
  } catch (error) {
    throw interrupt.signal.aborted ? new InterruptedError() : error;
  } finally {
    interrupt.dispose();
  }
}
