import { show } from "../../shared/text/show.js";
import { type Change, SEVERITIES } from "./change.js";
import type { DiffReport } from "./report.js";

/** How many characters of a text are shown. */
const TEXT_LIMIT = 4_000;

/** Returns the place of a change: `tool "get_forecast" input /properties/days`. */
export function whereOf({ kind, name, part, pointer }: Change): string {
  const subject = kind === "server" ? "server" : `${kind} "${show(name, 500)}"`;
  const place = part === "presence" ? "" : ` ${part}`;
  return `${subject}${place}${pointer === undefined || pointer === "" ? "" : ` ${show(pointer, 500)}`}`;
}

/**
 * Returns the texts before and after, line by line, unless the message contains them. Invisible characters are escaped:
 * a text that looks the same as before may not be.
 */
export function textsOf({ before, after }: Change): {
  readonly before: readonly string[];
  readonly after: readonly string[];
} {
  if (before === undefined && after === undefined) return { before: [], after: [] };
  return { before: linesOf(before), after: linesOf(after) };
}

function linesOf(value: Change["before"]): readonly string[] {
  if (value === undefined) return [];
  const text = typeof value === "string" ? value : JSON.stringify(value);
  const cut =
    text.length > TEXT_LIMIT ? `${text.slice(0, TEXT_LIMIT)}… (${text.length - TEXT_LIMIT} more)` : text;
  return cut.split("\n").map((line) => show(line, TEXT_LIMIT + 40));
}

/** Returns a summary: `2 breaking, 1 safe against src/mcp/mcp.lock.json; 1 server could not be queried`. */
export function summaryOf({ counts, against, servers }: DiffReport): string {
  const found = SEVERITIES.filter((severity) => counts[severity] > 0).map(
    (severity) => `${counts[severity]} ${severity}`,
  );
  const failed = servers.filter(({ status }) => status === "failed").length;
  const failures = failed === 0 ? "" : `; ${failed} of ${servers.length} servers could not be queried`;
  return `${found.join(", ") || "No changes"} against ${show(against, 1_000)}${failures}`;
}
