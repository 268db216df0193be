import type { SecretForm } from "./forms.js";
import { fold, hasGaps, withoutGaps } from "./gaps.js";
import { PrefixIndex } from "./prefix-index.js";
import { readingsOf } from "./readings.js";

/** The position of a secret in a text, end exclusive. */
export type Range = readonly [start: number, end: number];

/** Shorter texts are only looked for as whole words: within a word they occur by chance. */
const SHORTEST_INSIDE = 6;
/** From this length on, a secret is also found with line breaks, colors or invisible characters inside. */
const SHORTEST_BROKEN = 8;

/** How much of a secret may be visible where a text was cut. */
const SHORTEST_BEGINNING = 4;
/** Where `show` cut a text. */
const CUT = /… \(\d+ more\)/g;

type Indexes = Readonly<
  Record<"plain" | "base64" | "bytes" | "squeezed" | "squeezedBase64" | "beginnings", PrefixIndex>
>;

/**
 * The forms of all secrets, searched in parallel: a text is read a fixed number of times, whatever their number. ASCII letters
 * match in both cases, except in base64.
 */
export class SecretForms {
  /** Made with the first secret: most clients have none. */
  #made: Indexes | undefined;
  #longest = 0;

  add(forms: readonly SecretForm[]): void {
    for (const form of forms) {
      this.#longest = Math.max(this.#longest, form.text.length);
      for (const [index, text] of this.#placesOf(form)) index.add(text);
    }
  }

  /** Undoes one `add`. */
  delete(forms: readonly SecretForm[]): void {
    for (const form of forms) for (const [index, text] of this.#placesOf(form)) index.delete(text);
  }

  /** Returns every position of one of the forms in `text`. */
  rangesIn(text: string): readonly Range[] {
    if (this.#made === undefined) return [];
    const whole = [
      ...within(fold(text), this.#indexes.plain),
      ...runsAround(text, within(text, this.#indexes.base64, true)),
      ...this.#cut(text),
      ...this.#escaped(text),
    ];
    return hasGaps(text) ? [...whole, ...this.#broken(text)] : whole;
  }

  get #indexes(): Indexes {
    return (this.#made ??= {
      plain: new PrefixIndex(),
      base64: new PrefixIndex(),
      bytes: new PrefixIndex(),
      squeezed: new PrefixIndex(),
      squeezedBase64: new PrefixIndex(),
      beginnings: new PrefixIndex(),
    });
  }

  #placesOf(form: SecretForm): readonly (readonly [PrefixIndex, string])[] {
    const isLong = form.squeezed.length >= SHORTEST_BROKEN;
    return [
      [form.base64 ? this.#indexes.base64 : this.#indexes.plain, form.folded],
      [this.#indexes.beginnings, form.text],
      ...(form.bytes === undefined ? [] : [[this.#indexes.bytes, form.bytes] as const]),
      ...(isLong
        ? [[form.base64 ? this.#indexes.squeezedBase64 : this.#indexes.squeezed, form.squeezed] as const]
        : []),
    ];
  }

  /** Returns the positions of secrets that are written with escapes. */
  #escaped(text: string): readonly Range[] {
    if (this.#indexes.bytes.isEmpty) return [];
    return readingsOf(text).flatMap(({ bytes, starts, ends }) =>
      [
        ...within(fold(bytes), this.#indexes.bytes),
        ...runsAround(bytes, within(bytes, this.#indexes.base64, true)),
      ].map(([start, end]): Range => [starts[start] ?? 0, ends[end - 1] ?? 0]),
    );
  }

  /** Returns the positions of beginnings of secrets where a text was cut. */
  #cut(text: string): readonly Range[] {
    const ranges: Range[] = [];
    let from = 0;
    for (const { 0: mark, index: end } of text.matchAll(CUT)) {
      let start = Math.max(from, end - this.#longest);
      while (start <= end - SHORTEST_BEGINNING && !this.#indexes.beginnings.hasLonger(text.slice(start, end)))
        start++;
      if (start <= end - SHORTEST_BEGINNING) ranges.push([start, end]);
      from = end + mark.length;
    }
    return ranges;
  }

  /** Returns the positions of forms that are interrupted by something invisible, or by a line break. */
  #broken(text: string): readonly Range[] {
    const { squeezed, places } = withoutGaps(text);
    const placed = ([start, end]: Range): Range => [places[start] ?? 0, (places[end - 1] ?? 0) + 1];
    return [
      ...within(fold(squeezed), this.#indexes.squeezed).map(placed),
      ...runsAround(text, within(squeezed, this.#indexes.squeezedBase64, true).map(placed)),
    ];
  }
}

/** Returns the longest text of `wanted` at each position of `text`; short ones only as whole words. */
function within(text: string, wanted: PrefixIndex, insideOfWords = false): readonly Range[] {
  const ranges: Range[] = [];
  if (wanted.isEmpty) return ranges;
  for (let at = 0; at < text.length; at++) {
    const length = wanted.longestAt(
      text,
      at,
      (each) =>
        insideOfWords ||
        each >= SHORTEST_INSIDE ||
        (!isWordCharacter(text[at - 1]) && !isWordCharacter(text[at + each])),
    );
    if (length > 0) ranges.push([at, at + length]);
  }
  return ranges;
}

/** Returns the whole runs of base64 characters: those next to a piece contain bits of the secret, or of what it belongs to. */
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
