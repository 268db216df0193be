import type { Json } from "../../../shared/json/json.js";
import type { SchemaDocument, SchemaNode } from "../../../shared/json-schema/index.js";
import type { Effect, Finding } from "./finding.js";

type CompareNodes = (before: SchemaNode, after: SchemaNode, pointer: string, comparison: Comparison) => void;
type Pairs = Map<SchemaNode, Map<SchemaNode, boolean>>;

/** Two schemas being compared: collects the findings, and visits each pair of subschemas once, since schemas may be recursive. */
export class Comparison {
  readonly findings: Finding[] = [];
  readonly before: SchemaDocument;
  readonly after: SchemaDocument;
  /** A trial starts no further trials: nested alternatives would take exponential time. */
  readonly isTrial: boolean;
  readonly #compareNodes: CompareNodes;
  readonly #met: Pairs;
  /** Results of `alike`, shared by every comparison inside this one: without it, nested unions would take exponential time. */
  readonly #alike: Pairs;

  constructor(
    before: SchemaDocument,
    after: SchemaDocument,
    compareNodes: CompareNodes,
    met: Pairs = new Map(),
    alike: Pairs = new Map(),
    isTrial = false,
  ) {
    this.before = before;
    this.after = after;
    this.#compareNodes = compareNodes;
    this.#met = met;
    this.#alike = alike;
    this.isTrial = isTrial;
  }

  /** Compares two subschemas in the same place. */
  compare(before: SchemaNode, after: SchemaNode, pointer: string): void {
    const met = rowOf(this.#met, before);
    if (met.has(after)) return;
    met.set(after, true);
    this.#compareNodes(before, after, pointer, this);
  }

  add(effect: Effect, rule: string, pointer: string, message: string, before?: Json, after?: Json): void {
    this.findings.push({
      effect,
      rule,
      pointer,
      message,
      ...(before !== undefined && { before }),
      ...(after !== undefined && { after }),
    });
  }

  /** Returns the findings about one pair alone; none if the pair was compared before. */
  apart(before: SchemaNode, after: SchemaNode, pointer: string): readonly Finding[] {
    return this.#inner(this.#met).#findingsOf(before, after, pointer);
  }

  /** Returns what a comparison of two subschemas would find, to decide whether they are a pair. */
  trial(before: SchemaNode, after: SchemaNode): readonly Finding[] {
    return this.#inner(new Map(), true).#findingsOf(before, after, "");
  }

  /** Whether two subschemas accept the same values, as far as can be told, whatever their annotations say. */
  alike(before: SchemaNode, after: SchemaNode): boolean {
    const known = rowOf(this.#alike, before).get(after);
    if (known !== undefined) return known;
    // a pair that contains itself is alike if the rest of it is
    rowOf(this.#alike, before).set(after, true);
    const answer = this.#inner(new Map())
      .#findingsOf(before, after, "")
      .every(({ effect }) => effect === "text");
    if (!answer) this.#forgetAssumptions();
    rowOf(this.#alike, before).set(after, answer);
    return answer;
  }

  #inner(met: Pairs, isTrial = this.isTrial): Comparison {
    return new Comparison(this.before, this.after, this.#compareNodes, met, this.#alike, isTrial);
  }

  #findingsOf(before: SchemaNode, after: SchemaNode, pointer: string): readonly Finding[] {
    this.compare(before, after, pointer);
    return this.findings;
  }

  /** Forgets pairs found alike under an assumption that turned out wrong. */
  #forgetAssumptions(): void {
    for (const row of this.#alike.values()) for (const [after, answer] of row) if (answer) row.delete(after);
  }
}

function rowOf(pairs: Pairs, before: SchemaNode): Map<SchemaNode, boolean> {
  const row = pairs.get(before) ?? new Map<SchemaNode, boolean>();
  pairs.set(before, row);
  return row;
}
