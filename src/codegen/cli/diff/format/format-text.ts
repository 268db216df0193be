import type { styleText } from "node:util";
import { show } from "../../../../shared/text/show.js";
import {
  type Change,
  type DiffReport,
  type Severity,
  summaryOf,
  textsOf,
  whereOf,
} from "../../../diff/index.js";

type Style = Parameters<typeof styleText>[0];

const STYLES: Readonly<Record<Severity, Style>> = {
  breaking: ["red", "bold"],
  unknown: ["magenta", "bold"],
  dangerous: "yellow",
  safe: "green",
};

/** Formats a report for a terminal: a line for each change, with the texts before and after below it. */
export function formatText(report: DiffReport, style: (style: Style, text: string) => string): string {
  const servers = report.servers.flatMap(({ key }) => {
    const changes = report.changes.filter(({ server }) => server === key);
    return changes.length === 0 ? [] : [style("bold", show(key)), ...changes.flatMap(lines), ""];
  });
  return [...servers, summaryOf(report)].join("\n");

  function lines(change: Change): readonly string[] {
    const label = style(STYLES[change.severity], change.severity.padEnd(9));
    const { before, after } = textsOf(change);
    return [
      `  ${label}  ${whereOf(change)}: ${change.message}  ${style("dim", `[${change.rule}]`)}`,
      ...before.map((line) => style("red", `             - ${line}`)),
      ...after.map((line) => style("green", `             + ${line}`)),
    ];
  }
}
