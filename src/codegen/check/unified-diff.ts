import { show } from "../../shared/text/show.js";

/** Lines around a change that stay the same and are shown. */
const CONTEXT = 3;
/** Edits up to which the shortest script is looked for; beyond, the differing middle counts as replaced. */
const MAX_EDITS = 1_000;

type Edit = { readonly sign: " " | "-" | "+"; readonly line: string };

/**
 * How `after` differs from `before`, as `diff -u` says it; empty where they are equal. Characters that nobody can see are
 * made visible, so that the patch is for reading, not for applying.
 */
export function unifiedDiff(path: string, before: string, after: string): string {
  if (before === after) return "";
  const edits = editsOf(linesOf(before), linesOf(after));
  const hunks = hunksOf(edits).map((hunk) => printHunk(edits, hunk));
  return [`--- ${show(path, 1_000)}`, `+++ ${show(path, 1_000)} (generated)`, ...hunks].join("\n") + "\n";
}

function linesOf(text: string): readonly string[] {
  if (text === "") return [];
  const lines = text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  else lines.push("\\ No newline at end of file");
  return lines;
}

function editsOf(before: readonly string[], after: readonly string[]): readonly Edit[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  let end = 0;
  while (
    end < before.length - start &&
    end < after.length - start &&
    before[before.length - 1 - end] === after[after.length - 1 - end]
  )
    end++;
  const keep = (line: string): Edit => ({ sign: " ", line });
  const [old, now] = [before.slice(start, before.length - end), after.slice(start, after.length - end)];
  return [
    ...before.slice(0, start).map(keep),
    ...(shortestScript(old, now) ?? replaced(old, now)),
    ...before.slice(before.length - end).map(keep),
  ];
}

function replaced(before: readonly string[], after: readonly string[]): readonly Edit[] {
  return [
    ...before.map((line): Edit => ({ sign: "-", line })),
    ...after.map((line): Edit => ({ sign: "+", line })),
  ];
}

/** E. W. Myers, "An O(ND) Difference Algorithm and Its Variations" (1986). */
function shortestScript(before: readonly string[], after: readonly string[]): readonly Edit[] | undefined {
  const reached = new Map<number, number>([[1, 0]]);
  const trace: ReadonlyMap<number, number>[] = [];
  const limit = Math.min(before.length + after.length, MAX_EDITS);
  for (let edits = 0; edits <= limit; edits++) {
    trace.push(new Map(reached));
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      let x = startOf(reached, diagonal, edits);
      while (x < before.length && x - diagonal < after.length && before[x] === after[x - diagonal]) x++;
      reached.set(diagonal, x);
      if (x >= before.length && x - diagonal >= after.length) return backtrack(trace, before, after);
    }
  }
  return undefined;
}

/** Where on `diagonal` the best path with one edit more begins. */
function startOf(reached: ReadonlyMap<number, number>, diagonal: number, edits: number): number {
  const [left, right] = [reached.get(diagonal - 1) ?? -1, reached.get(diagonal + 1) ?? -1];
  return isDown(left, right, diagonal, edits) ? right : left + 1;
}

function isDown(left: number, right: number, diagonal: number, edits: number): boolean {
  return diagonal === -edits || (diagonal !== edits && left < right);
}

function backtrack(
  trace: readonly ReadonlyMap<number, number>[],
  before: readonly string[],
  after: readonly string[],
): readonly Edit[] {
  const script: Edit[] = [];
  let [x, y] = [before.length, after.length];
  for (let edits = trace.length - 1; edits >= 0; edits--) {
    const reached = trace[edits] as ReadonlyMap<number, number>;
    const diagonal = x - y;
    const [left, right] = [reached.get(diagonal - 1) ?? -1, reached.get(diagonal + 1) ?? -1];
    const down = isDown(left, right, diagonal, edits);
    const startX = down ? right : left + 1;
    while (x > startX) {
      script.push({ sign: " ", line: before[--x] as string });
      y--;
    }
    if (edits === 0) break;
    if (down) script.push({ sign: "+", line: after[--y] as string });
    else script.push({ sign: "-", line: before[--x] as string });
  }
  return script.reverse();
}

/** Ranges of edits, each with its context, as [from, to). */
function hunksOf(edits: readonly Edit[]): readonly (readonly [number, number])[] {
  const hunks: [number, number][] = [];
  edits.forEach(({ sign }, index) => {
    if (sign === " ") return;
    const [from, to] = [Math.max(index - CONTEXT, 0), Math.min(index + CONTEXT + 1, edits.length)];
    const last = hunks.at(-1);
    if (last !== undefined && from <= last[1]) last[1] = to;
    else hunks.push([from, to]);
  });
  return hunks;
}

function printHunk(edits: readonly Edit[], [from, to]: readonly [number, number]): string {
  const count = (range: readonly Edit[], without: "-" | "+"): number =>
    range.filter(({ sign }) => sign !== without).length;
  const [above, here] = [edits.slice(0, from), edits.slice(from, to)];
  const place = (without: "-" | "+"): string => {
    const length = count(here, without);
    return `${count(above, without) + (length === 0 ? 0 : 1)},${length}`;
  };
  const lines = here.map(
    ({ sign, line }) =>
      sign +
      line
        .split("\t")
        .map((part) => show(part, Infinity))
        .join("\t"),
  );
  return [`@@ -${place("+")} +${place("-")} @@`, ...lines].join("\n");
}
