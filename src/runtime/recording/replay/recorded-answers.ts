import { distance } from "fastest-levenshtein";
import { canonicalJson } from "../../../shared/json/canonical.js";
import { questionOf, type RecordedCall } from "../recorded-call.js";
import { MASK } from "../redaction.js";

/** A request to look up in a recording. */
export type Question = Pick<RecordedCall, "method" | "params">;

/**
 * Which recorded call answers a request. `"arguments"`: the one with equal parameters; if there are several, they are used in
 * order, and the last one from then on. `"order"`: the next one of the tool, whatever the arguments. A function: the one that
 * it accepts.
 */
export type Match = "arguments" | "order" | ((recorded: RecordedCall, asked: Question) => boolean);

/** Only the beginnings of longer texts are compared. */
const COMPARED = 2_000;
/** How many calls are searched for the nearest. */
const MOST_COMPARED = 500;

/** Answers requests for one tool from its recorded calls, and counts how often each was made. */
export class RecordedAnswers {
  readonly #calls: RecordedCall[] = [];
  readonly #match: Match;
  readonly #byQuestion = new Map<string, RecordedCall[]>();
  /** Questions out of which a secret was taken: any text may stand in its place. */
  readonly #masked = new Map<string, RegExp>();
  readonly #asked = new Map<string, number>();

  constructor(calls: readonly RecordedCall[], match: Match) {
    this.#match = match;
    calls.forEach((call) => this.add(call));
  }

  /** Adds a call that was recorded since. */
  add(call: RecordedCall): void {
    this.#calls.push(call);
    const question = questionOf(call);
    const known = this.#byQuestion.get(question);
    if (known === undefined) this.#byQuestion.set(question, [call]);
    else known.push(call);
    if (question.includes(MASK)) this.#masked.set(question, patternOf(question));
  }

  /** The latest recorded call. */
  get last(): RecordedCall | undefined {
    return this.#calls.at(-1);
  }

  /** Returns the call that answers a request; `undefined` if none does. */
  answer(asked: Question): RecordedCall | undefined {
    const match = this.#match;
    if (match === "order" && asked.method === "tools/call") return this.#calls[this.#count("order")];
    const question = questionOf(asked);
    const fitting =
      typeof match === "function"
        ? this.#calls.filter((call) => match(call, asked))
        : (this.#byQuestion.get(question) ?? this.#callsWithout(question));
    return fitting[Math.min(this.#count(question), fitting.length - 1)];
  }

  /** Returns the recorded call that is most similar to a request. */
  nearest(asked: Question): RecordedCall | undefined {
    const wanted = textOf(asked);
    const compared = this.#calls
      .slice(0, MOST_COMPARED)
      .map((call) => ({ call, distance: distance(wanted, textOf(call)) }));
    return compared.sort((a, b) => a.distance - b.distance)[0]?.call;
  }

  /** Calls that asked the same but for what was taken out of them. */
  #callsWithout(question: string): readonly RecordedCall[] {
    const [same] = [...this.#masked].find(([, pattern]) => pattern.test(question)) ?? [];
    return this.#byQuestion.get(same ?? "") ?? [];
  }

  #count(question: string): number {
    const count = this.#asked.get(question) ?? 0;
    this.#asked.set(question, count + 1);
    return count;
  }
}

function textOf({ params }: Question): string {
  return canonicalJson(params["arguments"] ?? params).slice(0, COMPARED);
}

/** What matches a question as it was before secrets were taken out: text of JSON in place of each mask. */
function patternOf(question: string): RegExp {
  const parts = question.split(MASK).map((part) => part.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&"));
  return new RegExp(`^${parts.join('(?:[^"\\\\]|\\\\.)*')}$`);
}
