import { charTestOf } from "./char-test.js";
import { PatternFault } from "./parse-pattern.js";
import type { ClassSet, Pattern } from "./pattern.js";

/** The highest count of a quantifier, and the most states that counted repetitions may become. */
const MAX_COUNT = 1_000;
const MAX_STATES = 20_000;

/** What a state does; `MATCH` is the end of the pattern. */
export const MATCH = 0;
export const FORK = 1;
export const SET = 2;
export const START = 3;
export const END = 4;
export const BOUNDARY = 5;
export const NOT_BOUNDARY = 6;

/** A non-deterministic automaton (Thompson). State `i` is `kinds[i]`, and goes on to `next[i]`. */
export interface Automaton {
  readonly kinds: Uint8Array;
  readonly next: Uint16Array;
  /** The second way of a fork, or the number of the set whose character a state takes. */
  readonly more: Uint16Array;
  readonly sets: readonly ((point: number) => boolean)[];
  readonly start: number;
}

const ASSERTIONS = { start: START, end: END, boundary: BOUNDARY, notBoundary: NOT_BOUNDARY } as const;

/** Throws a `PatternFault` for a pattern whose automaton would be too large. */
export function assertBounded(pattern: Pattern): void {
  if (statesOf(pattern) > MAX_STATES)
    throw new PatternFault("it repeats too much to be matched in bounded memory");
}

/** Makes the automaton of a pattern that `assertBounded` accepts. */
export function automatonOf(pattern: Pattern): Automaton {
  const kinds = [MATCH];
  const next = [0];
  const more = [0];
  const sets: ((point: number) => boolean)[] = [];
  const numbers = new Map<ClassSet, number>();
  const add = (kind: number, then: number, also = 0): number => {
    more.push(also);
    next.push(then);
    return kinds.push(kind) - 1;
  };
  const setNumber = (set: ClassSet): number => {
    let number = numbers.get(set);
    if (number === undefined) numbers.set(set, (number = sets.push(charTestOf(set)) - 1));
    return number;
  };
  // from the end: what follows a part is known when the part is made
  const make = (part: Pattern, then: number): number => {
    switch (part.kind) {
      case "set":
        return add(SET, then, setNumber(part.set));
      case "sequence":
        return part.of.reduceRight((rest, each) => make(each, rest), then);
      case "choice":
        return part.of.map((each) => make(each, then)).reduceRight((rest, way) => add(FORK, way, rest));
      case "repeat": {
        const { inner, min, max } = part;
        let rest = then;
        if (max === Infinity) {
          rest = add(FORK, then, then);
          next[rest] = make(inner, rest);
        } else for (let i = min; i < max; i++) rest = add(FORK, make(inner, rest), then);
        for (let i = 0; i < min; i++) rest = make(inner, rest);
        return rest;
      }
      default:
        return add(ASSERTIONS[part.kind], then);
    }
  };
  const start = make(pattern, 0);
  return {
    kinds: Uint8Array.from(kinds),
    next: Uint16Array.from(next),
    more: Uint16Array.from(more),
    sets,
    start,
  };
}

/** Returns the number of states for `pattern`, with counted repetitions expanded. */
function statesOf(pattern: Pattern): number {
  switch (pattern.kind) {
    case "sequence":
    case "choice":
      return pattern.of.reduce((sum, part) => sum + statesOf(part), 1);
    case "repeat": {
      const count = pattern.max === Infinity ? pattern.min : pattern.max;
      if (count > MAX_COUNT) throw new PatternFault(`it counts to ${count}, more than ${MAX_COUNT}`);
      return (statesOf(pattern.inner) + 1) * Math.max(1, count);
    }
    default:
      return 1;
  }
}
