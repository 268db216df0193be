import { showLines } from "../../../../shared/text/show-lines.js";
import { show } from "../../../../shared/text/show.js";
import {
  type Change,
  type DiffReport,
  type Severity,
  summaryOf,
  textsOf,
  whereOf,
} from "../../../diff/index.js";

const MARKS: Readonly<Record<Severity, string>> = {
  breaking: "❌ breaking",
  unknown: "❓ unknown",
  dangerous: "⚠️ dangerous",
  safe: "✅ safe",
};

/**
 * Formats a report for a pull request or a job summary: a table for each server, with texts below it as a
 * patch.
 */
export function formatMarkdown(report: DiffReport): string {
  const servers = report.servers.flatMap(({ key }) => {
    const changes = report.changes.filter(({ server }) => server === key);
    return changes.length === 0 ? [] : [sectionOf(key, changes)];
  });
  const failed = report.servers.flatMap(({ key, error }) =>
    error === undefined
      ? []
      : [
          `- ${escape(key)} could not be queried: ${escape(showLines(error.message, 2_000)).replaceAll("\n", "<br>")}`,
        ],
  );
  return `${[`## MCP servers: ${escape(summaryOf(report))}`, ...servers, ...failed].join("\n\n")}\n`;
}

function sectionOf(key: string, changes: readonly Change[]): string {
  const rows = changes.map(
    ({ severity, message, rule, ...change }) =>
      `| ${MARKS[severity]} | ${escape(whereOf({ severity, message, rule, ...change }))} | ${escape(message)} | \`${rule}\` |`,
  );
  const patches = changes.flatMap(patchOf);
  const details =
    patches.length === 0
      ? []
      : ["", "<details><summary>Texts, before and after</summary>", "", ...patches, "</details>"];
  return [
    `### ${escape(show(key))}`,
    "",
    "| | where | what | rule |",
    "|---|---|---|---|",
    ...rows,
    ...details,
  ].join("\n");
}

function patchOf(change: Change): readonly string[] {
  const { before, after } = textsOf(change);
  if (before.length + after.length === 0) return [];
  const lines = [...before.map((line) => `- ${line}`), ...after.map((line) => `+ ${line}`)];
  // a fence longer than any run of backticks inside it
  const longest = Math.max(2, ...lines.flatMap((line) => (line.match(/`+/g) ?? []).map((run) => run.length)));
  const fence = "`".repeat(longest + 1);
  return [escape(whereOf(change)), "", `${fence}diff`, ...lines, fence, ""];
}

/**
 * Escapes foreign text so that Markdown shows it as is: no links, no HTML, no mentions, no end of a table
 * cell.
 */
function escape(text: string): string {
  return text
    .replace(/[\\`*_{}[\]()#+!|~<>&]/g, (character) => `&#${character.charCodeAt(0)};`)
    .replaceAll("@", "@&#8203;")
    .replace(/\b(www)\./gi, "$1&#46;")
    .replace(/:\/\//g, ":&#47;&#47;");
}
