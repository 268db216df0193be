import { parsePattern, PatternFault } from "../pattern/parse-pattern.js";
import { type Pattern, widest } from "../pattern/pattern.js";
import type { CharSet } from "../pattern/char-set.js";
import { between, oneOf, type Random } from "./random.js";

/** Most characters of one text. */
const MAX_LENGTH = 10_000;
const PRINTABLE: CharSet = [[0x20, 0x7e]];
const WORD_CHARACTER = /\w/;

/**
 * Makes a text that `pattern` probably matches, of about `length` characters if the pattern allows a choice. Ignores assertions
 * such as `\b` and what is before `^`, so check the text. `undefined` if it is not a pattern.
 */
export function textOfPattern(pattern: string, length: number, random: Random): string | undefined {
  try {
    return new Writer(random, length).write(parsePattern(pattern)).slice(0, MAX_LENGTH);
  } catch (error) {
    if (error instanceof PatternFault) return undefined;
    throw error;
  }
}

class Writer {
  readonly #random: Random;
  #left: number;

  constructor(random: Random, length: number) {
    this.#random = random;
    this.#left = length;
  }

  write(pattern: Pattern): string {
    switch (pattern.kind) {
      case "set":
        this.#left--;
        return this.#character(widest(pattern.set), pattern.set.properties.length > 0);
      case "sequence":
        return pattern.of.map((each) => this.write(each)).join("");
      case "choice":
        return this.write(oneOf(this.#random, pattern.of) as Pattern);
      case "repeat":
        return this.#repeat(pattern.inner, pattern.min, pattern.max);
      default:
        return "";
    }
  }

  #repeat(inner: Pattern, min: number, max: number): string {
    const more = Math.min(max - min, 3);
    let times = Math.min(min + (this.#left > 0 ? between(this.#random, 0, more) : 0), MAX_LENGTH);
    let text = "";
    for (let count = 0; count < times; count++) {
      text += this.write(inner);
      if (text.length > MAX_LENGTH) break;
      // a text that should be longer continues as long as the pattern allows
      if (count === times - 1 && this.#left > 0 && times < max && text.length > 0) times++;
    }
    return text;
  }

  /** Returns a readable character of the set if there is one. */
  #character(set: CharSet, anyProperty: boolean): string {
    const readable = intersect(set, PRINTABLE);
    const from = readable.length > 0 ? readable : set;
    for (let attempt = 0; attempt < 4; attempt++) {
      const [first, last] = oneOf(this.#random, from) ?? [0x61, 0x61];
      const character = String.fromCodePoint(between(this.#random, first, last));
      if (anyProperty ? /[a-z]/.test(character) : WORD_CHARACTER.test(character)) return character;
    }
    if (anyProperty) return "a";
    const [first, last] = oneOf(this.#random, from) ?? [0x61, 0x61];
    return String.fromCodePoint(between(this.#random, first, last));
  }
}

function intersect(a: CharSet, b: CharSet): CharSet {
  return a.flatMap(([first, last]) =>
    b.flatMap(([from, to]): CharSet => {
      const [low, high] = [Math.max(first, from), Math.min(last, to)];
      return low <= high ? [[low, high]] : [];
    }),
  );
}
