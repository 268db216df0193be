import type { Range } from "../../../../src/shared/secrets/find-ranges.js";
import type { SecretForm } from "../../../../src/shared/secrets/forms.js";
import { fold, hasGaps, withoutGaps } from "../../../../src/shared/secrets/gaps.js";
import { readingsOf } from "../../../../src/shared/secrets/readings.js";

/** Shorter texts are looked for as whole words only: inside of a word they stand by chance. */
const SHORTEST_INSIDE = 6;
/** From this length on, a secret is also found with line breaks, colours or invisible characters in its midst. */
const SHORTEST_BROKEN = 8;

/** So much of a secret may be seen where a text was cut. */
const SHORTEST_BEGINNING = 4;
/** Where `show` cut a text. */
const CUT = /… \(\d+ more\)/g;

/** What `SecretForms` finds, in the plain way: one form after the other. */
export function findRanges(text: string, forms: readonly SecretForm[]): readonly Range[] {
  const folded = fold(text);
  const whole = forms.flatMap((form) =>
    form.base64 ? runsAround(text, within(text, form.text, true)) : within(folded, form.folded),
  );
  const found = [...whole, ...cutRanges(text, forms), ...escapedRanges(text, forms)];
  return hasGaps(text) ? [...found, ...brokenRanges(text, forms)] : found;
}

/** The places of secrets that are written with escapes of any kind. */
function escapedRanges(text: string, forms: readonly SecretForm[]): readonly Range[] {
  return readingsOf(text).flatMap(({ bytes, starts, ends }) => {
    const folded = fold(bytes);
    const found = forms.flatMap((form) => [
      ...(form.bytes === undefined ? [] : within(folded, form.bytes)),
      ...(form.base64 ? runsAround(bytes, within(bytes, form.text, true)) : []),
    ]);
    return found.map(([start, end]): Range => [starts[start] ?? 0, ends[end - 1] ?? 0]);
  });
}

/** Beginnings of secrets that stand where a text was cut. */
function cutRanges(text: string, forms: readonly SecretForm[]): readonly Range[] {
  return [...text.matchAll(CUT)].flatMap(({ index: end }) =>
    forms.flatMap((form): readonly Range[] => {
      const longest = Math.min(form.text.length - 1, end);
      for (let length = longest; length >= SHORTEST_BEGINNING; length--)
        if (text.endsWith(form.text.slice(0, length), end)) return [[end - length, end]];
      return [];
    }),
  );
}

/** The places of those forms that something invisible, or a line break, stands in the midst of. */
function brokenRanges(text: string, forms: readonly SecretForm[]): readonly Range[] {
  const { squeezed, places } = withoutGaps(text);
  const folded = fold(squeezed);
  return forms.flatMap((form) => {
    const wanted = form.squeezed;
    if (wanted.length < SHORTEST_BROKEN) return [];
    const found = form.base64 ? within(squeezed, wanted, true) : within(folded, wanted);
    const ranges = found.map(([start, end]): Range => [places[start] ?? 0, (places[end - 1] ?? 0) + 1]);
    return form.base64 ? runsAround(text, ranges) : ranges;
  });
}

function within(
  text: string,
  wanted: string,
  insideOfWords = wanted.length >= SHORTEST_INSIDE,
): readonly Range[] {
  const ranges: Range[] = [];
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
    const end = at + wanted.length;
    const isWord = !isWordCharacter(text[at - 1]) && !isWordCharacter(text[end]);
    if (insideOfWords || isWord) ranges.push([at, end]);
  }
  return ranges;
}

/** The whole runs of base64 characters: what stands beside a piece holds bits of the secret, or of what it belongs to. */
function runsAround(text: string, pieces: readonly Range[]): readonly Range[] {
  const runs: Range[] = [];
  let done = 0;
  for (const [first, last] of pieces) {
    if (last <= done) continue;
    let [start, end] = [first, last];
    while (start > done && isBase64(text[start - 1])) start--;
    while (isBase64(text[end])) end++;
    runs.push([start, end]);
    done = end;
  }
  return runs;
}

function isWordCharacter(character: string | undefined): boolean {
  return character !== undefined && /[A-Za-z0-9]/.test(character);
}

function isBase64(character: string | undefined): boolean {
  return character !== undefined && /[A-Za-z0-9+/_=-]/.test(character);
}
