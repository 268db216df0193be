import { show } from "../../../shared/text/show.js";
import { showLines } from "../../../shared/text/show-lines.js";
import { selectsTool } from "../../config/filter.js";
import { introspect } from "../../introspect/index.js";
import { askingValues, type Given } from "../../options/option-values.js";
import { EXIT, type ExitCode } from "../../../shared/command-line/exit-code.js";
import { onInterrupt } from "../interrupt.js";
import { openSettings } from "../shell/open-settings.js";
import type { Terminal } from "../terminal.js";
import { serverText } from "./server-text.js";

/** `list [config]`. @throws {UsageError} if there is no config */
export async function runList(given: Given<"list">, terminal: Terminal): Promise<ExitCode> {
  const { settings, output } = await openSettings(given, terminal);
  const interrupt = onInterrupt(() => process.exit(EXIT.interrupted));
  try {
    const { models, failures } = await introspect(settings.entries, {
      ...askingValues(settings),
      signal: interrupt.signal,
      configPath: settings.servers.path,
    });
    const chosen = models.map((model) => ({
      ...model,
      tools: model.tools.filter(({ name }) => selectsTool(model.key, name, settings.globs)),
    }));
    for (const { server, message } of failures) output.error(`${show(server)}: ${showLines(message, 4_000)}`);
    for (const { key, diagnostics } of models)
      for (const { subject, message, severity } of diagnostics)
        if (severity !== "info") output.warn(`${show(key)}: ${show(subject)}: ${show(message, 1_000)}`);
    if (given.json === true) output.json({ servers: chosen, failures });
    else
      output.data(chosen.map((model) => serverText(model, (text) => output.style("bold", text))).join("\n"));
    const failed = failures.length + settings.faults.length;
    if (failed === 0) return EXIT.done;
    return models.length > 0 ? EXIT.someServersFailed : EXIT.allServersFailed;
  } catch (error) {
    if (interrupt.signal.aborted) return EXIT.interrupted;
    throw error;
  } finally {
    interrupt.dispose();
  }
}
