import {
  type CharSet,
  complement,
  DIGIT,
  EMPTY,
  LAST_CODE_POINT,
  LINE_END,
  SPACE,
  union,
  WORD,
} from "./char-set.js";
import type { ClassSet, Pattern } from "./pattern.js";

/** Why a text is not a supported pattern; the message is for the user. */
export class PatternFault extends Error {}

/** Deepest nesting of groups and longest pattern that are read. */
const MAX_DEPTH = 100;
const MAX_LENGTH = 10_000;

/**
 * Reads a pattern like ECMA-262 with the `u` flag, but accepts what people write without it if it is unambiguous: escaped
 * punctuation, `-` next to a class, a brace that is not a quantifier. Throws a `PatternFault`.
 */
export function parsePattern(source: string): Pattern {
  if (source.length > MAX_LENGTH) throw new PatternFault(`it is longer than ${MAX_LENGTH} characters`);
  const parser = new Parser(source);
  const pattern = parser.choice(0);
  if (!parser.done) throw new PatternFault("a closing parenthesis has no opening one");
  return pattern;
}

const ESCAPED_CONTROLS: Readonly<Record<string, number>> = { t: 9, n: 10, v: 11, f: 12, r: 13, 0: 0 };

class Parser {
  readonly #points: readonly string[];
  #at = 0;

  constructor(source: string) {
    this.#points = [...source];
  }

  get done(): boolean {
    return this.#at >= this.#points.length;
  }

  choice(depth: number): Pattern {
    if (depth > MAX_DEPTH) throw new PatternFault(`its groups are nested deeper than ${MAX_DEPTH}`);
    const of = [this.#sequence(depth)];
    while (this.#take("|")) of.push(this.#sequence(depth));
    return of.length === 1 ? (of[0] as Pattern) : { kind: "choice", of };
  }

  #sequence(depth: number): Pattern {
    const of: Pattern[] = [];
    while (!this.done && this.#peek() !== "|" && this.#peek() !== ")")
      of.push(this.#quantified(this.#atom(depth)));
    return of.length === 1 ? (of[0] as Pattern) : { kind: "sequence", of };
  }

  #quantified(inner: Pattern): Pattern {
    const bounds = this.#quantifier();
    if (bounds === undefined) return inner;
    if (
      inner.kind !== "set" &&
      inner.kind !== "sequence" &&
      inner.kind !== "choice" &&
      inner.kind !== "repeat"
    )
      throw new PatternFault("an assertion cannot be repeated");
    this.#take("?");
    if (this.#quantifier() !== undefined) throw new PatternFault("there is nothing to repeat");
    return { kind: "repeat", inner, ...bounds };
  }

  #quantifier(): { min: number; max: number } | undefined {
    if (this.#take("*")) return { min: 0, max: Infinity };
    if (this.#take("+")) return { min: 1, max: Infinity };
    if (this.#take("?")) return { min: 0, max: 1 };
    if (this.#peek() !== "{") return undefined;
    const counted = /^\{(\d+)(?:(,)(\d*))?\}/.exec(this.#points.slice(this.#at, this.#at + 40).join(""));
    if (counted === null) return undefined;
    this.#at += counted[0].length;
    const min = Number(counted[1]);
    const max = counted[2] === undefined ? min : counted[3] === "" ? Infinity : Number(counted[3]);
    if (max < min) throw new PatternFault("the numbers of a quantifier are out of order");
    return { min, max };
  }

  #atom(depth: number): Pattern {
    const c = this.#next();
    switch (c) {
      case "^":
        return { kind: "start" };
      case "$":
        return { kind: "end" };
      case ".":
        return setOf(complement(LINE_END));
      case "[":
        return { kind: "set", set: this.#class() };
      case "(":
        return this.#group(depth);
      case "\\":
        return this.#escape();
      case "*":
      case "+":
      case "?":
        throw new PatternFault("there is nothing to repeat");
      default:
        return setOf(pointOf(c));
    }
  }

  #group(depth: number): Pattern {
    if (this.#take("?")) {
      if (this.#take("<")) {
        if (this.#peek() === "=" || this.#peek() === "!")
          throw new PatternFault("it uses lookbehind, which cannot be matched in linear time");
        while (!this.#take(">")) this.#next();
      } else if (this.#peek() === "=" || this.#peek() === "!") {
        throw new PatternFault("it uses lookahead, which cannot be matched in linear time");
      } else if (!this.#take(":")) {
        throw new PatternFault("it has a group that is not valid in ECMA-262");
      }
    }
    const inner = this.choice(depth + 1);
    if (!this.#take(")")) throw new PatternFault("a parenthesis is never closed");
    // Keeps a group as one node: a following quantifier repeats all of it.
    return inner.kind === "sequence" || inner.kind === "choice" ? inner : { kind: "sequence", of: [inner] };
  }

  #escape(): Pattern {
    if (this.#take("b")) return { kind: "boundary" };
    if (this.#take("B")) return { kind: "notBoundary" };
    const c = this.#peek();
    if (c === "k" || (c !== undefined && c >= "1" && c <= "9"))
      throw new PatternFault("it uses a backreference, which cannot be matched in linear time");
    const escaped = this.#escapedSet();
    return { kind: "set", set: escaped };
  }

  /** Reads what follows a backslash, inside or outside a class. */
  #escapedSet(): ClassSet {
    const c = this.#next();
    if (c === "d") return plain(DIGIT);
    if (c === "D") return plain(complement(DIGIT));
    if (c === "w") return plain(WORD);
    if (c === "W") return plain(complement(WORD));
    if (c === "s") return plain(SPACE);
    if (c === "S") return plain(complement(SPACE));
    if (c === "p" || c === "P") return this.#property(c === "P");
    if (c === "c") return plain(point(this.#match(/^[A-Za-z]/).charCodeAt(0) % 32));
    if (c === "x") return plain(point(Number.parseInt(this.#match(/^[0-9A-Fa-f]{2}/), 16)));
    if (c === "u") return plain(point(this.#unicode()));
    const control = ESCAPED_CONTROLS[c];
    if (control !== undefined) return plain(point(control));
    if (/^[A-Za-z0-9]$/.test(c)) throw new PatternFault(`the escape \\${c} is not valid in ECMA-262`);
    return plain(pointOf(c));
  }

  #unicode(): number {
    if (this.#take("{")) {
      const value = Number.parseInt(this.#match(/^[0-9A-Fa-f]+(?=\})/), 16);
      this.#next();
      if (value > LAST_CODE_POINT) throw new PatternFault("there is no such code point");
      return value;
    }
    const unit = Number.parseInt(this.#match(/^[0-9A-Fa-f]{4}/), 16);
    const low = /^\\u([dD][c-fC-F][0-9A-Fa-f]{2})/.exec(this.#rest(6));
    if (unit < 0xd800 || unit > 0xdbff || low === null) return unit;
    this.#at += 6;
    return (unit - 0xd800) * 0x400 + (Number.parseInt(low[1] as string, 16) - 0xdc00) + 0x10000;
  }

  #property(negated: boolean): ClassSet {
    if (!this.#take("{")) throw new PatternFault("a Unicode property must be in braces");
    const name = this.#match(/^[A-Za-z_]+(?:=[A-Za-z_]+)?(?=\})/);
    this.#next();
    try {
      new RegExp(`\\p{${name}}`, "u");
    } catch {
      throw new PatternFault("there is no such Unicode property");
    }
    return { negated: false, points: EMPTY, properties: [{ name, negated }] };
  }

  #class(): ClassSet {
    const negated = this.#take("^");
    const points: CharSet[] = [];
    const properties: ClassSet["properties"][number][] = [];
    while (!this.#take("]")) {
      const first = this.#classAtom();
      const ranged =
        this.#peek() === "-" &&
        this.#points[this.#at + 1] !== "]" &&
        this.#points[this.#at + 1] !== undefined;
      if (!ranged || single(first) === undefined) {
        points.push(first.points);
        properties.push(...first.properties);
        continue;
      }
      this.#next();
      const last = this.#classAtom();
      const [low, high] = [single(first), single(last)];
      if (low === undefined || high === undefined) {
        points.push(first.points, point(0x2d), last.points);
        properties.push(...last.properties);
      } else if (high < low) throw new PatternFault("the ends of a range are out of order");
      else points.push([[low, high]]);
    }
    return { negated, points: union(...points), properties };
  }

  #classAtom(): ClassSet {
    if (!this.#take("\\")) return plain(pointOf(this.#next()));
    if (this.#take("b")) return plain(point(8));
    if (this.#take("-")) return plain(point(0x2d));
    return this.#escapedSet();
  }

  #peek(): string | undefined {
    return this.#points[this.#at];
  }

  #next(): string {
    const c = this.#points[this.#at++];
    if (c === undefined) throw new PatternFault("it ends too early");
    return c;
  }

  #take(c: string): boolean {
    if (this.#peek() !== c) return false;
    this.#at++;
    return true;
  }

  #rest(length: number): string {
    return this.#points.slice(this.#at, this.#at + length).join("");
  }

  #match(wanted: RegExp): string {
    const found = wanted.exec(this.#rest(60));
    if (found === null) throw new PatternFault("an escape in it is malformed");
    this.#at += found[0].length;
    return found[0];
  }
}

function point(value: number): CharSet {
  return [[value, value]];
}

function pointOf(c: string): CharSet {
  return point(c.codePointAt(0) as number);
}

function plain(points: CharSet): ClassSet {
  return { negated: false, points, properties: [] };
}

function setOf(points: CharSet): Pattern {
  return { kind: "set", set: plain(points) };
}

/** Returns the code point of a class atom, if it is a single one. */
function single(set: ClassSet): number | undefined {
  const [only] = set.points;
  return set.points.length === 1 && set.properties.length === 0 && only !== undefined && only[0] === only[1]
    ? only[0]
    : undefined;
}
