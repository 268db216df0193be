import type { SecretForm } from "./forms.js";

/** Where a secret stands in a text, end exclusive. */
export type Range = readonly [start: number, end: number];

/** Shorter texts are looked for as whole words only: inside of a word they stand by chance. */
const SHORTEST_INSIDE = 6;
/** From this length on, a secret is also found with line breaks, colours or invisible characters in its midst. */
const SHORTEST_BROKEN = 8;

/** So much of a secret may be seen where a text was cut. */
const SHORTEST_BEGINNING = 4;
/** Where `show` cut a text. */
const CUT = /… \(\d+ more\)/g;

/** Colours of a terminal, spaces, what cannot be seen, and how `show` writes it. */
const GAP =
  // eslint-disable-next-line no-control-regex
  /\u001b\[[0-9;:]*m|\\u\{1b\}\[[0-9;:]*m|\\u\{[0-9a-f]{1,6}\}|[\s\u0000-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb]/g;

/** Every place where one of `forms` stands in `text`. Letters of ASCII match in both cases, but for base64. */
export function findRanges(text: string, forms: readonly SecretForm[]): readonly Range[] {
  const folded = fold(text);
  const whole = forms.flatMap((form) =>
    form.base64
      ? within(text, form.text, true).map((range) => runAround(text, range))
      : within(folded, fold(form.text)),
  );
  const found = [...whole, ...cutRanges(text, forms)];
  GAP.lastIndex = 0;
  return GAP.test(text) ? [...found, ...brokenRanges(text, forms)] : found;
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
    const wanted = withoutGaps(form.text).squeezed;
    if (wanted.length < SHORTEST_BROKEN) return [];
    const found = form.base64 ? within(squeezed, wanted, true) : within(folded, fold(wanted));
    const ranges = found.map(([start, end]): Range => [places[start] ?? 0, (places[end - 1] ?? 0) + 1]);
    return form.base64 ? ranges.map((range) => runAround(text, range)) : ranges;
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

/** The whole run of base64 characters: what stands beside the piece holds bits of the secret, or of what it belongs to. */
function runAround(text: string, [start, end]: Range): Range {
  while (isBase64(text[start - 1])) start--;
  while (isBase64(text[end])) end++;
  return [start, end];
}

/** A text without what may break up a secret, and where each of its characters stood. */
function withoutGaps(text: string): { readonly squeezed: string; readonly places: readonly number[] } {
  const places: number[] = [];
  let squeezed = "";
  let from = 0;
  const take = (until: number): void => {
    for (let at = from; at < until; at++) places.push(at);
    squeezed += text.slice(from, until);
  };
  for (const gap of text.matchAll(GAP)) {
    take(gap.index);
    from = gap.index + gap[0].length;
  }
  take(text.length);
  return { squeezed, places };
}

/** Small letters, of ASCII only, so that the length stays. */
function fold(text: string): string {
  return text.replace(/[A-Z]+/g, (capitals) => capitals.toLowerCase());
}

function isWordCharacter(character: string | undefined): boolean {
  return character !== undefined && /[A-Za-z0-9]/.test(character);
}

function isBase64(character: string | undefined): boolean {
  return character !== undefined && /[A-Za-z0-9+/_=-]/.test(character);
}
