import { show } from "../../../shared/text/show.js";
import { showLines } from "../../../shared/text/show-lines.js";
import { pingServers } from "../../introspect/index.js";
import { askingValues, type Given } from "../../options/option-values.js";
import { EXIT, type ExitCode } from "../../../shared/command-line/exit-code.js";
import { onInterrupt } from "../interrupt.js";
import { openSettings } from "../shell/open-settings.js";
import type { Terminal } from "../terminal.js";

/** `ping [config]`. @throws {UsageError} if there is no config */
export async function runPing(given: Given<"ping">, terminal: Terminal): Promise<ExitCode> {
  const { settings, output } = await openSettings(given, terminal);
  const interrupt = onInterrupt(() => process.exit(EXIT.interrupted));
  try {
    const pongs = await pingServers(settings.entries, {
      ...askingValues(settings),
      signal: interrupt.signal,
      configPath: settings.servers.path,
    });
    if (interrupt.signal.aborted) return EXIT.interrupted;
    if (given.json === true) output.json(pongs);
    for (const { server, ok, durationMs, protocolVersion = "", error } of pongs) {
      if (!ok) output.error(`${show(server)}: ${showLines(error?.message ?? "", 4_000)}`);
      else if (given.json !== true)
        output.data(`${show(server)}  ${Math.round(durationMs)} ms  ${show(protocolVersion)}`);
    }
    const failed = pongs.filter(({ ok }) => !ok).length + settings.faults.length;
    if (failed === 0) return EXIT.done;
    return pongs.some(({ ok }) => ok) ? EXIT.someServersFailed : EXIT.allServersFailed;
  } finally {
    interrupt.dispose();
  }
}
