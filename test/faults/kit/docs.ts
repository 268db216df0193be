import { readFileSync, writeFileSync } from "node:fs";
import { type Row, table } from "./report.js";

const begin = "<!-- faults: begin -->";
const end = "<!-- faults: end -->";

/** Puts the rows into the table of a document, between its two marks; rows of suites that were not run stay. */
export function updateTable(document: string, rows: readonly Row[]): string {
  const from = document.indexOf(begin) + begin.length;
  const to = document.indexOf(end);
  if (from < begin.length || to < from) throw new Error(`The document has no ${begin} … ${end}.`);
  const lines = (text: string): string[] =>
    text.split("\n").filter((line) => line.startsWith("| ") && !line.startsWith("| ---"));
  const [header, ...old] = lines(document.slice(from, to));
  const [freshHeader, ...fresh] = lines(table(rows));
  const nameOf = (line: string): string => line.split(" | ")[0]!;
  const byName = new Map([...old, ...fresh].map((line) => [nameOf(line), line]));
  const text = [header ?? freshHeader, "| --- | --- | --- | --- |", ...byName.values()].join("\n");
  return `${document.slice(0, from)}\n\n${text}\n\n${document.slice(to)}`;
}

export function updateDocument(path: string, rows: readonly Row[]): void {
  writeFileSync(path, updateTable(readFileSync(path, "utf8"), rows));
}
