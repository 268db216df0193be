import { type CharSet, EMPTY, overlaps, union } from "./char-set.js";
import { type Pattern, widest } from "./pattern.js";

/** Most ways that a backtracking engine may try in addition to the right one; a constant factor on a linear match. */
const MAX_WAYS = 128;
/** Longest match of a pattern that may begin anywhere: it is tried at every character. */
const MAX_UNANCHORED = 256;

/** Which characters may come first, and how a match may end. */
interface Shape {
  readonly first: CharSet;
  readonly empty: boolean;
  /** Longest match, in characters. */
  readonly longest: number;
}

const NOTHING: Shape = { first: EMPTY, empty: true, longest: 0 };

/**
 * Whether JavaScript's own engine, which backtracks, matches `pattern` in linear time for every text. Conservative: true only
 * if the next character decides every choice within a loop, so that giving up an iteration fails at once, and the other choices
 * together are few. `^[a-z]+(-[a-z]+)*$` is linear; `^(a+)+$`, `a+b` and `^.*x.*$` are not.
 */
export function isLinear(pattern: Pattern): boolean {
  const anchored = isAnchored(pattern);
  const shape = shapeOf(pattern);
  if (!anchored && shape.longest > MAX_UNANCHORED) return false;
  const ways = waysOf(pattern, { first: EMPTY, empty: true, longest: 0 }, false);
  return ways <= (anchored ? MAX_WAYS : MAX_WAYS / 4);
}

/** Whether a match can begin only at the start of a text. */
export function isAnchored(pattern: Pattern): boolean {
  return alternatives(pattern).every(startsAtStart);
}

function alternatives(pattern: Pattern): readonly Pattern[] {
  return pattern.kind === "choice" ? pattern.of.flatMap(alternatives) : [pattern];
}

function startsAtStart(pattern: Pattern): boolean {
  if (pattern.kind === "start") return true;
  const first = pattern.kind === "sequence" ? pattern.of[0] : undefined;
  return first !== undefined && alternatives(first).every(startsAtStart);
}

function shapeOf(pattern: Pattern): Shape {
  switch (pattern.kind) {
    case "set":
      return { first: widest(pattern.set), empty: false, longest: 1 };
    case "sequence":
      return pattern.of.reduceRight<Shape>((rest, part) => then(shapeOf(part), rest), NOTHING);
    case "choice": {
      const shapes = pattern.of.map(shapeOf);
      return {
        first: union(...shapes.map(({ first }) => first)),
        empty: shapes.some(({ empty }) => empty),
        longest: Math.max(...shapes.map(({ longest }) => longest)),
      };
    }
    case "repeat": {
      const inner = shapeOf(pattern.inner);
      return {
        first: inner.first,
        empty: pattern.min === 0 || inner.empty,
        longest: pattern.max === 0 || inner.longest === 0 ? 0 : inner.longest * pattern.max,
      };
    }
    default:
      return NOTHING;
  }
}

function then(a: Shape, b: Shape): Shape {
  return {
    first: a.empty ? union(a.first, b.first) : a.first,
    empty: a.empty && b.empty,
    longest: a.longest + b.longest,
  };
}

/** Returns how many ways there are to match `pattern` before `rest`; infinite if a text can multiply them. */
function waysOf(pattern: Pattern, rest: Shape, inLoop: boolean): number {
  switch (pattern.kind) {
    case "sequence": {
      let ways = 1;
      let after = rest;
      for (const part of [...pattern.of].reverse()) {
        ways *= waysOf(part, after, inLoop);
        after = then(shapeOf(part), after);
        if (ways > MAX_WAYS) return Infinity;
      }
      return ways;
    }
    case "choice": {
      const firsts = pattern.of.map((each) => then(shapeOf(each), rest));
      const settled = firsts.every((a, i) =>
        firsts.every((b, j) => i <= j || !(overlaps(a.first, b.first) || (a.empty && b.empty))),
      );
      const inner = pattern.of.map((each) => waysOf(each, rest, inLoop));
      if (settled) return Math.max(...inner);
      return inLoop ? Infinity : inner.reduce((sum, ways) => sum + ways, 0);
    }
    case "repeat": {
      const inner = shapeOf(pattern.inner);
      if (pattern.max === 0) return 1;
      if (inner.empty) return Infinity;
      const loops = pattern.max > 1;
      // What follows one iteration: another, or the rest.
      const after: Shape = loops
        ? { first: union(inner.first, rest.first), empty: rest.empty, longest: Infinity }
        : rest;
      const ways = waysOf(pattern.inner, after, inLoop || loops);
      if (ways > 1 && loops) return Infinity;
      if (pattern.min === pattern.max) return ways;
      if (!overlaps(inner.first, rest.first)) return ways;
      if (inLoop || pattern.max === Infinity) return Infinity;
      return ways * (pattern.max - pattern.min + 1);
    }
    default:
      return 1;
  }
}
