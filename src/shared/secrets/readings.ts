import { utf8 } from "../bytes/base64.js";

/** A text with its escapes decoded: one character per byte of UTF-8, and the original position of each byte. */
export interface Reading {
  readonly bytes: string;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

type Escape = readonly [form: RegExp, meant: (match: RegExpMatchArray) => string];

const PERCENT: Escape = [/%([0-9a-f]{2})/gi, ([, hex = ""]) => String.fromCharCode(parseInt(hex, 16))];

const LETTERS: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f", "0": "\0" };

/** Escapes of JSON and programming languages, and of `show`. */
const BACKSLASH: Escape = [
  /\\u\{([0-9a-f]{1,6})\}|((?:\\u[0-9a-f]{4})+)|\\x([0-9a-f]{2})|\\([nrtbf0"'\\/])/gi,
  ([, point, units, byte, letter = ""]) => {
    if (units !== undefined) return binary(units.replace(/\\u(....)/g, (_, unit: string) => fromHex(unit)));
    if (byte !== undefined) return String.fromCharCode(parseInt(byte, 16));
    return point === undefined ? (LETTERS[letter] ?? letter) : binary(fromHex(point));
  },
];

const NAMED: Readonly<Record<string, string>> = {
  ...{
    amp: "&",
    lt: "<",
    gt: ">",
    quot: '"',
    apos: "'",
    plus: "+",
    equals: "=",
    sol: "/",
    bsol: "\\",
    colon: ":",
  },
  ...{
    semi: ";",
    comma: ",",
    period: ".",
    excl: "!",
    quest: "?",
    num: "#",
    dollar: "$",
    percnt: "%",
    ast: "*",
  },
  ...{
    lpar: "(",
    rpar: ")",
    lsqb: "[",
    rsqb: "]",
    lcub: "{",
    rcub: "}",
    verbar: "|",
    lowbar: "_",
    grave: "`",
  },
  ...{ commat: "@", hat: "^", tab: "\t", newline: "\n" },
};

/** Character references of HTML; browsers read numeric ones without the semicolon, too. */
const ENTITY: Escape = [
  new RegExp(`&#0{0,5}([0-9]{1,7});?|&#x0{0,5}([0-9a-f]{1,6});?|&(${Object.keys(NAMED).join("|")});`, "gi"),
  ([, decimal, hex, name = ""]) => {
    if (decimal !== undefined) return binary(fromHex(Number(decimal).toString(16)));
    return hex === undefined ? (NAMED[name.toLowerCase()] ?? "") : binary(fromHex(hex));
  },
];

/** How many levels of quoting are decoded: an encoded address within an encoded address, JSON within an address. */
const DEPTH = 2;

/** Returns the other ways to read `text`; none if it has no escapes. */
export function readingsOf(text: string): readonly Reading[] {
  return /[%\\&]/.test(text) ? readingsFrom(asItIs(text), DEPTH) : [];
}

function readingsFrom(reading: Reading, depth: number): readonly Reading[] {
  if (depth === 0) return [];
  return [PERCENT, BACKSLASH, ENTITY].flatMap(([form, meant]) => {
    if (reading.bytes.search(form) < 0) return [];
    const next = decoded(reading, form, meant);
    return [next, ...readingsFrom(next, depth - 1)];
  });
}

/** Returns the UTF-8 of a text, one character per byte. */
export function binary(text: string): string {
  return [...utf8(text)].map((byte) => String.fromCharCode(byte)).join("");
}

function asItIs(text: string): Reading {
  const parts: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  let at = 0;
  for (const character of text) {
    const bytes = character <= "\x7f" ? character : binary(character);
    parts.push(bytes);
    for (let byte = 0; byte < bytes.length; byte++) {
      starts.push(at);
      ends.push(at + character.length);
    }
    at += character.length;
  }
  return { bytes: parts.join(""), starts, ends };
}

function decoded(of: Reading, form: RegExp, meant: Escape[1]): Reading {
  const parts: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  let from = 0;
  const copy = (until: number): void => {
    parts.push(of.bytes.slice(from, until));
    for (; from < until; from++) {
      starts.push(of.starts[from] ?? 0);
      ends.push(of.ends[from] ?? 0);
    }
  };
  for (const match of of.bytes.matchAll(form)) {
    copy(match.index);
    const bytes = meant(match);
    from += match[0].length;
    parts.push(bytes);
    for (let byte = 0; byte < bytes.length; byte++) {
      starts.push(of.starts[match.index] ?? 0);
      ends.push(of.ends[from - 1] ?? 0);
    }
  }
  copy(of.bytes.length);
  return { bytes: parts.join(""), starts, ends };
}

function fromHex(hex: string): string {
  return String.fromCodePoint(Math.min(parseInt(hex, 16), 0x10ffff));
}
