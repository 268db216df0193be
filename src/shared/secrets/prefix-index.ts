/** How many characters at the beginning of a text select the list to search. */
const KEY = 4;

/** Enough numbers to distinguish most pairs of characters. */
const PAIRS = 1 << 12;

/**
 * Searches for many texts at once: at one position of another text, in time logarithmic in their number, even if many share a
 * beginning, as tokens of one issuer do.
 */
export class PrefixIndex {
  /** By their first characters; each list in the order of its code units. */
  readonly #lists = new Map<string, string[]>();
  readonly #uses = new Map<string, number>();
  /** How many begin with two characters, by a number derived from both. */
  readonly #pairs = new Map<number, number>();
  /** One bit for each of these numbers. */
  readonly #begun = new Uint32Array(PAIRS / 32);
  /** How many are shorter than a key, by their length. */
  readonly #short = new Uint32Array(KEY);

  /** Whether nothing is looked for. */
  get isEmpty(): boolean {
    return this.#uses.size === 0;
  }

  add(text: string): void {
    if (text === "") return;
    const uses = this.#uses.get(text) ?? 0;
    this.#uses.set(text, uses + 1);
    if (uses === 0) this.#count(text, 1);
  }

  /** Undoes one `add`. */
  delete(text: string): void {
    const uses = this.#uses.get(text);
    if (uses === undefined) return;
    if (uses > 1) return void this.#uses.set(text, uses - 1);
    this.#uses.delete(text);
    this.#count(text, -1);
  }

  /** Returns the length of the longest text that is in `text` at `at` and `fits` there; 0 if there is none. */
  longestAt(text: string, at: number, fits: (length: number) => boolean): number {
    if (this.#mayBegin(text, at)) {
      let left = text.slice(at);
      const list = this.#listOf(left) ?? [];
      while (left.length >= KEY) {
        const found = list[place(list, left, true) - 1];
        if (found === undefined) break;
        const common = commonLength(found, left);
        if (common === found.length && fits(common)) return common;
        // any shorter match ends before this text does, or before the first difference
        left = left.slice(0, common === found.length ? common - 1 : common);
      }
    }
    for (let length = Math.min(KEY - 1, text.length - at); length > 0; length--)
      if ((this.#short[length] ?? 0) > 0 && this.#uses.has(text.slice(at, at + length)) && fits(length))
        return length;
    return 0;
  }

  /** Whether a text of the index is longer than `beginning`, which has four characters or more, and begins with it. */
  hasLonger(beginning: string): boolean {
    const list = this.#listOf(beginning);
    return list?.[place(list, beginning, true)]?.startsWith(beginning) ?? false;
  }

  #count(text: string, change: 1 | -1): void {
    if (text.length < KEY) return void (this.#short[text.length] = (this.#short[text.length] ?? 0) + change);
    this.#countPair(pairAt(text, 0), change);
    const key = text.slice(0, KEY);
    const list = this.#lists.get(key) ?? [];
    if (change === 1) list.splice(place(list, text, false), 0, text);
    else list.splice(place(list, text, false), 1);
    if (list.length > 0) this.#lists.set(key, list);
    else this.#lists.delete(key);
  }

  #countPair(pair: number, change: 1 | -1): void {
    const count = (this.#pairs.get(pair) ?? 0) + change;
    if (count > 0) this.#pairs.set(pair, count);
    else this.#pairs.delete(pair);
    const [word, bit] = [pair >> 5, 1 << (pair & 31)];
    const bits = this.#begun[word] as number;
    this.#begun[word] = count > 0 ? bits | bit : bits & ~bit;
  }

  #mayBegin(text: string, at: number): boolean {
    if (at + KEY > text.length) return false;
    const pair = pairAt(text, at);
    return ((this.#begun[pair >> 5] as number) & (1 << (pair & 31))) !== 0;
  }

  #listOf(text: string): readonly string[] | undefined {
    return this.#lists.get(text.slice(0, KEY));
  }
}

/** Returns the position of `text` in a sorted list; `after`: behind its equal. */
function place(list: readonly string[], text: string, after: boolean): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const each = list[middle] ?? "";
    if (each < text || (after && each === text)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function commonLength(a: string, b: string): number {
  if (b.startsWith(a)) return a.length;
  let length = 0;
  while (length < a.length && a.charCodeAt(length) === b.charCodeAt(length)) length++;
  return length;
}

function pairAt(text: string, at: number): number {
  return (text.charCodeAt(at) * 31 + text.charCodeAt(at + 1)) % PAIRS;
}
