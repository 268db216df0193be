import { distance } from "fastest-levenshtein";
import { show } from "./show.js";

/** Returns the one of `known` that `given` was probably meant to be: at most two edits, or a third of its length, away. */
export function closest(given: string, known: readonly string[]): string | undefined {
  const limit = Math.max(2, Math.floor(given.length / 3));
  let best: string | undefined;
  let bestDistance = limit + 1;
  for (const candidate of known) {
    const edits = distance(given.toLowerCase(), candidate.toLowerCase());
    if (edits < bestDistance && edits < candidate.length) [best, bestDistance] = [candidate, edits];
  }
  return best;
}

/** ` Did you mean "x"?`, or nothing. What it suggests may be foreign text: it is shown as such. */
export function didYouMean(given: string, known: readonly string[]): string {
  const suggestion = closest(given, known);
  return suggestion === undefined ? "" : ` Did you mean "${show(suggestion)}"?`;
}
