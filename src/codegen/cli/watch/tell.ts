import { reason } from "../../../shared/text/reason.js";
import { showLines } from "../../../shared/text/show-lines.js";
import { show } from "../../../shared/text/show.js";
import { ConfigInvalidError, UsageError } from "../../config/usage-error.js";
import { type Change, type DiffReport, diffReport } from "../../diff/index.js";
import type { ServerReport } from "../../run/generate-options.js";
import type { WatchEvent } from "../../watch/watch-event.js";
import { formatText } from "../diff/format/format-text.js";
import { reportFaults } from "../failure.js";
import type { Output } from "../output.js";
import { plural, seconds, shortPath } from "../cli-text.js";

type Written = Extract<WatchEvent, { type: "written" }>;

/**
 * Returns a function that reports events in words and, with `json`, also as one line of JSON each on stdout.
 */
export function watchTeller(output: Output, out: string, json: boolean): (event: WatchEvent) => void {
  const { cwd } = output.terminal;
  const folder = show(shortPath(out, cwd), 1_000);
  return (event) => {
    tell(event);
    if (json) output.json(jsonOf(event, cwd), 0);
  };

  function tell(event: WatchEvent): void {
    switch (event.type) {
      case "look":
        return output.say(
          `${event.reasons.map((path) => show(shortPath(path, cwd), 1_000)).join(", ")} changed`,
        );
      case "fault":
        return tellFault(event.error, output);
      case "faults":
        return reportFaults(output, event.path, event.faults);
      case "lost": {
        const why =
          event.error === undefined ? "its connection ended." : showLines(event.error.message, 4_000);
        const next = `Trying again in ${seconds(event.delayMs)}.`;
        return output.warn(`${show(event.server)}: ${why}${why.includes("\n") ? "\n  " : " "}${next}`);
      }
      case "back":
        return output.say(`${output.style("green", "✔")} ${show(event.server)} is back`);
      case "written":
        return tellWritten(event);
    }
  }

  function tellWritten({ first, servers, changes, files, diagnostics }: Written): void {
    for (const { severity, server, subject, message } of first ? diagnostics : [])
      if (severity !== "info") output.warn(`${show(server)}: ${show(subject)}: ${show(message, 1_000)}`);
    if (changes.length > 0)
      output.say(formatText(reportOf(changes, servers, folder), (style, text) => output.style(style, text)));
    const touched = files.filter(({ change }) => change !== "unchanged");
    output.say(
      `${folder}: ${touched.length === 0 ? "nothing to write" : plural(touched.length, "file") + " written"}`,
    );
    if (first) output.say("Watching. Press Ctrl-C to stop.");
  }
}

function tellFault(error: unknown, output: Output): void {
  if (error instanceof ConfigInvalidError) reportFaults(output, error.path, error.faults);
  else if (error instanceof UsageError) output.error(`${error.message} ${error.hint}`);
  else output.error(showLines(reason(error), 4_000));
  output.say("Nothing changes until this is fixed.");
}

function reportOf(changes: readonly Change[], servers: readonly ServerReport[], folder: string): DiffReport {
  const failed = new Map(servers.map((server) => [server.key, server.error]));
  const keys = [...new Set(changes.map(({ server }) => server))].sort();
  const compared = keys.map((key) => ({
    key,
    status: failed.get(key) === undefined ? ("asked" as const) : ("failed" as const),
    tools: [],
  }));
  return diffReport(folder, compared, changes, "none");
}

/** Returns the event as a program reads it, with errors and paths as text. */
function jsonOf(event: WatchEvent, cwd: string): object {
  const { type, ...facts } = event;
  if (event.type === "look")
    return { event: type, changed: event.reasons.map((path) => shortPath(path, cwd)) };
  if (event.type === "faults") return { event: type, path: shortPath(event.path, cwd), faults: event.faults };
  if (event.type !== "fault") return { event: type, ...facts };
  const { error } = event;
  const faults = error instanceof ConfigInvalidError ? error.faults : undefined;
  const code = error instanceof UsageError ? error.code : "INTERNAL";
  return {
    event: type,
    error: { code, message: reason(error), faults },
  };
}
