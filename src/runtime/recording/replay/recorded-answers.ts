import { distance } from "fastest-levenshtein";
import { canonicalJson } from "../../../shared/json/canonical.js";
import { questionOf, type RecordedCall, withoutMeta } from "../recorded-call.js";
import { MASK } from "../../../shared/secrets/index.js";
import { fitsMasked } from "./fits-masked.js";

/** A request to look up in a recording. */
export type Question = Pick<RecordedCall, "method" | "params">;

/**
 * Which recorded call answers a request. `"arguments"`: the one with equal parameters; if there are several, they are used in
 * order, and the last one from then on. `"order"`: the next one of the tool, whatever the arguments; after the last, the latest with
 * equal parameters. A function: the one that
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
  readonly #masked = new Map<string, Question>();
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
    if (question.includes(MASK)) this.#masked.set(question, call);
  }

  /** The latest recorded call. */
  get last(): RecordedCall | undefined {
    return this.#calls.at(-1);
  }

  /** Returns the call that answers a request; `undefined` if none does. */
  answer(asked: Question): RecordedCall | undefined {
    const match = this.#match;
    const question = questionOf(asked);
    if (match === "order" && asked.method === "tools/call")
      return this.#calls[this.#count("order")] ?? this.#byQuestion.get(question)?.at(-1);
    const fitting =
      typeof match === "function"
        ? this.#calls.filter((call) => match(call, asked))
        : (this.#byQuestion.get(question) ?? this.#callsWithout(asked));
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
  #callsWithout({ method, params }: Question): readonly RecordedCall[] {
    const [same] =
      [...this.#masked].find(
        ([, each]) => each.method === method && fitsMasked(withoutMeta(each.params), withoutMeta(params)),
      ) ?? [];
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
