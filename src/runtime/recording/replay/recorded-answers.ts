import { distance } from "fastest-levenshtein";
import { canonicalJson } from "../../../shared/json/canonical.js";
import { type CallEntry, type CallList, digestOfQuestion, entryOf } from "../call-list.js";
import { type RecordedCall, withoutMeta } from "../recorded-call.js";
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
  readonly #list: CallList;
  readonly #entries: CallEntry[] = [];
  readonly #match: Match;
  readonly #byQuestion = new Map<string, CallEntry[]>();
  /** Questions out of which a secret was taken: any text may be in its place. */
  readonly #masked = new Map<string, CallEntry>();
  readonly #asked = new Map<string, number>();

  constructor(list: CallList, match: Match) {
    this.#list = list;
    this.#match = match;
    list.entries.forEach((entry) => this.#add(entry));
  }

  /** Adds a call that was recorded since. */
  add(call: RecordedCall): void {
    this.#add(entryOf(call));
  }

  get isEmpty(): boolean {
    return this.#entries.length === 0;
  }

  /** Returns the latest recorded call. */
  last(): Promise<RecordedCall | undefined> {
    return this.#load(this.#entries.at(-1));
  }

  /** Returns the call that answers a request; `undefined` if none does. */
  async answer(asked: Question): Promise<RecordedCall | undefined> {
    const match = this.#match;
    const question = digestOfQuestion(asked);
    const equal = this.#byQuestion.get(question);
    if (match === "order" && asked.method === "tools/call")
      return this.#load(this.#entries[this.#count("order")] ?? equal?.at(-1));
    // before anything is awaited: calls count in the order in which they come
    const turn = this.#count(question);
    const fitting =
      typeof match === "function"
        ? await this.#accepted((call) => match(call, asked))
        : (equal ?? (await this.#entriesWithout(asked)));
    return this.#load(fitting[Math.min(turn, fitting.length - 1)]);
  }

  /** Returns the recorded call that is most similar to a request. */
  async nearest(asked: Question): Promise<RecordedCall | undefined> {
    const wanted = textOf(asked);
    let nearest: { readonly call: RecordedCall; readonly distance: number } | undefined;
    for (const entry of this.#entries.slice(0, MOST_COMPARED)) {
      const call = await this.#list.load(entry);
      const found = distance(wanted, textOf(call));
      if (nearest === undefined || found < nearest.distance) nearest = { call, distance: found };
    }
    return nearest?.call;
  }

  #add(entry: CallEntry): void {
    this.#entries.push(entry);
    const known = this.#byQuestion.get(entry.question);
    if (known === undefined) this.#byQuestion.set(entry.question, [entry]);
    else known.push(entry);
    if (entry.masked && known === undefined) this.#masked.set(entry.question, entry);
  }

  async #load(entry: CallEntry | undefined): Promise<RecordedCall | undefined> {
    return entry && this.#list.load(entry);
  }

  async #accepted(accepts: (call: RecordedCall) => boolean): Promise<readonly CallEntry[]> {
    const accepted: CallEntry[] = [];
    for (const entry of this.#entries) if (accepts(await this.#list.load(entry))) accepted.push(entry);
    return accepted;
  }

  /** Calls that asked the same but for what was taken out of them. */
  async #entriesWithout({ method, params }: Question): Promise<readonly CallEntry[]> {
    for (const [question, entry] of this.#masked) {
      const call = await this.#list.load(entry);
      if (call.method === method && fitsMasked(withoutMeta(call.params), withoutMeta(params)))
        return this.#byQuestion.get(question) ?? [];
    }
    return [];
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
