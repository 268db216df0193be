import { type Automaton, BOUNDARY, END, FORK, MATCH, NOT_BOUNDARY, SET, START } from "./automaton.js";
import { isWord } from "./char-test.js";

/** What stands before or after a position: the edge of the text, a character of a word, or another. */
type Side = "edge" | "word" | "other";

/** Where the automaton may be between two characters: a state of the deterministic automaton, made when it is reached. */
interface Position {
  readonly states: readonly number[];
  readonly before: Side;
  /** By code point: the position behind it, or that the pattern has matched. */
  readonly after: Map<number, Position | true>;
}

/** Most states that kept transitions lead to: above that, all are forgotten and made again. */
const MAX_KEPT = 50_000;

/** Finds an automaton's pattern anywhere in texts, in time linear in the text. What it has found out is kept. */
export class Search {
  readonly #automaton: Automaton;
  /** A pattern that must begin at the start of the text is not tried anywhere else. */
  readonly #anchored: boolean;
  readonly #positions = new Map<string, Position>();
  /** When each state was last visited: a count of visits. */
  readonly #seen: Uint32Array;
  readonly #stack: number[] = [];
  #visit = 0;
  #kept = 0;

  constructor(automaton: Automaton, anchored: boolean) {
    this.#automaton = automaton;
    this.#anchored = anchored;
    this.#seen = new Uint32Array(automaton.kinds.length);
  }

  /** Whether the pattern matches somewhere in `text`. */
  find(text: string): boolean {
    let at = this.#position([this.#automaton.start], "edge");
    for (let i = 0; i < text.length; i++) {
      const point = text.codePointAt(i) as number;
      if (point > 0xffff) i++;
      const next = at.after.get(point) ?? this.#step(at, point);
      if (next === true) return true;
      if (next.states.length === 0) return false;
      at = next;
    }
    return this.#reach(at, "edge", () => undefined);
  }

  #step(at: Position, point: number): Position | true {
    const { next, more, sets, start } = this.#automaton;
    const side = isWord(point) ? "word" : "other";
    const taken = new Map<number, boolean>();
    const reached = new Set<number>();
    const found = this.#reach(at, side, (state) => {
      const set = more[state] as number;
      let takes = taken.get(set);
      if (takes === undefined) taken.set(set, (takes = sets[set]?.(point) ?? false));
      if (takes) reached.add(next[state] as number);
    });
    if (!this.#anchored) reached.add(start);
    const position =
      found ||
      this.#position(
        [...reached].sort((a, b) => a - b),
        side,
      );
    this.#kept += 1 + reached.size;
    if (this.#kept > MAX_KEPT) this.#forget();
    at.after.set(point, position);
    return position;
  }

  /** Follows all that takes no character. Returns whether the end of the pattern is reached; reports the states that take one. */
  #reach({ states, before }: Position, after: Side, report: (state: number) => void): boolean {
    const { kinds, next, more } = this.#automaton;
    const visit = ++this.#visit;
    const stack = this.#stack;
    stack.length = 0;
    for (const state of states) stack.push(state);
    for (let state = stack.pop(); state !== undefined; state = stack.pop()) {
      if (this.#seen[state] === visit) continue;
      this.#seen[state] = visit;
      const kind = kinds[state] as number;
      if (kind === MATCH) return true;
      if (kind === SET) report(state);
      else if (kind === FORK) stack.push(next[state] as number, more[state] as number);
      else if (holds(kind, before, after)) stack.push(next[state] as number);
    }
    return false;
  }

  #position(states: readonly number[], before: Side): Position {
    const key = `${before} ${states.join(" ")}`;
    let position = this.#positions.get(key);
    if (position === undefined) {
      position = { states, before, after: new Map() };
      this.#positions.set(key, position);
    }
    return position;
  }

  #forget(): void {
    this.#kept = 0;
    for (const { after } of this.#positions.values()) after.clear();
    this.#positions.clear();
  }
}

/** Whether an assertion holds between two sides. */
function holds(kind: number, before: Side, after: Side): boolean {
  switch (kind) {
    case START:
      return before === "edge";
    case END:
      return after === "edge";
    case BOUNDARY:
      return (before === "word") !== (after === "word");
    case NOT_BOUNDARY:
      return (before === "word") === (after === "word");
    default:
      return false;
  }
}
