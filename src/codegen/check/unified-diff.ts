import { structuredPatch, type StructuredPatchHunk } from "diff";
import { show } from "../../shared/text/show.js";

/** Unchanged lines shown around a change. */
const CONTEXT = 3;
/** Edits up to which the shortest script is searched for; beyond that, the whole text counts as replaced. */
const MAX_EDITS = 1_000;

/**
 * Returns how `after` differs from `before` in the format of `diff -u`; empty if they are equal. Invisible characters are
 * escaped, so the patch is for reading, not for applying.
 */
export function unifiedDiff(path: string, before: string, after: string): string {
  if (before === after) return "";
  const patch = structuredPatch(path, path, before, after, undefined, undefined, {
    context: CONTEXT,
    maxEditLength: MAX_EDITS,
  });
  const hunks = patch?.hunks ?? [replacement(linesOf(before), linesOf(after))];
  const header = [`--- ${show(path, 1_000)}`, `+++ ${show(path, 1_000)} (generated)`];
  return [...header, ...hunks.map(printHunk)].join("\n") + "\n";
}

function printHunk({ oldStart, oldLines, newStart, newLines, lines }: StructuredPatchHunk): string {
  // for an empty file, `diff -u` gives the line before
  const from = `${oldLines === 0 ? oldStart - 1 : oldStart},${oldLines}`;
  const to = `${newLines === 0 ? newStart - 1 : newStart},${newLines}`;
  const shown = lines.map((line) => line.slice(0, 1) + visible(line.slice(1)));
  return [`@@ -${from} +${to} @@`, ...shown].join("\n");
}

/** Makes a line visible but keeps its tabs. */
function visible(line: string): string {
  const parts = line.split("\t");
  return parts.map((part) => show(part, Infinity)).join("\t");
}

function replacement(before: readonly string[], after: readonly string[]): StructuredPatchHunk {
  const lines = [...before.map((line) => `-${line}`), ...after.map((line) => `+${line}`)];
  return { oldStart: 1, oldLines: before.length, newStart: 1, newLines: after.length, lines };
}

function linesOf(text: string): readonly string[] {
  if (text === "") return [];
  return text.replace(/\n$/, "").split("\n");
}
