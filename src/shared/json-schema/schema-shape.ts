import type { Json } from "../json/json.js";
import { equal } from "./equal.js";
import type { Kind, SchemaNode } from "./ir.js";

/** Schemas that all apply to one value. */
export type All = readonly Term[];
/** One schema, several of which one applies, or facts already read from some. */
export type Term = SchemaNode | OneOf | Facts;
export interface OneOf {
  readonly any: readonly All[];
}
export interface Facts {
  readonly facts: Shape;
}

/** What is known of a value to which several schemas apply. It accepts at least what they accept together. */
export interface Shape {
  readonly kinds: ReadonlySet<Kind> | undefined;
  readonly integer: boolean;
  readonly values: readonly Json[] | undefined;
  readonly annotations: SchemaNode["annotations"];
  /** Bounds of numbers, strings and arrays, the tightest of each. */
  readonly bounds: Readonly<Partial<Record<Bound, number>>>;
  readonly pattern: string | undefined;
  readonly uniqueItems: boolean;
  readonly prefixItems: readonly SchemaNode[];
  readonly items: All;
  readonly properties: ReadonlyMap<string, All>;
  readonly required: ReadonlySet<string>;
  /** Schemas of members not in `properties`, one of which applies; `undefined`: no schema mentions them. */
  readonly others: readonly All[] | undefined;
  /** No other member is allowed. */
  readonly closed: boolean;
  /** Groups of alternatives: one of each group applies. */
  readonly groups: readonly (readonly All[])[];
  /** Keywords that are not represented here: their requirements are only in `nodes`. */
  readonly dropped: readonly string[];
  /** Every schema that was merged. */
  readonly nodes: readonly SchemaNode[];
}

type ValueFacts = SchemaNode | Shape;

const LOWER = ["minimum", "exclusiveMinimum", "minLength", "minItems"] as const;
const UPPER = ["maximum", "exclusiveMaximum", "maxLength", "maxItems"] as const;
export type Bound = (typeof LOWER)[number] | (typeof UPPER)[number] | "multipleOf";

const DROPPED = [
  "not",
  "if",
  "contains",
  "propertyNames",
  "minProperties",
  "maxProperties",
  "dependentRequired",
  "dependentSchemas",
  "unevaluatedItems",
  "unevaluatedProperties",
] as const satisfies readonly (keyof SchemaNode)[];

/** Combines `all`: follows references, merges `allOf`, keeps alternatives separate. */
export function shapeOf(all: All): Shape {
  const builder = new ShapeBuilder();
  for (const term of all) builder.add(term);
  return builder.shape();
}

class ShapeBuilder {
  readonly #seen = new Set<SchemaNode>();
  #kinds: Set<Kind> | undefined;
  #integer = false;
  #values: readonly Json[] | undefined;
  #annotations: SchemaNode["annotations"] = {};
  readonly #bounds: Partial<Record<Bound, number>> = {};
  #pattern: string | undefined;
  #uniqueItems = false;
  #prefixItems: readonly SchemaNode[] = [];
  readonly #items: Term[] = [];
  readonly #properties = new Map<string, Term[]>();
  readonly #required = new Set<string>();
  #others: All[] | undefined;
  #closed = false;
  readonly #groups: (readonly All[])[] = [];
  readonly #dropped = new Set<string>();

  add(term: Term): void {
    if ("any" in term) {
      this.#groups.push(term.any);
      return;
    }
    if ("facts" in term) {
      this.#addShape(term.facts);
      return;
    }
    if (this.#seen.has(term)) return;
    this.#seen.add(term);
    if (term.always === false) this.#kinds = new Set();
    this.#annotations = { ...term.annotations, ...this.#annotations };
    this.#addValues(term);
    this.#addItems(term);
    this.#addMembers(term);
    for (const group of [term.anyOf, term.oneOf])
      if (group !== undefined) this.#groups.push(group.map((node) => [node]));
    for (const keyword of DROPPED) if (term[keyword] !== undefined) this.#dropped.add(keyword);
    for (const inner of term.allOf ?? []) this.add(inner);
    if (term.ref !== undefined) this.add(term.ref);
    if (term.dynamicRef !== undefined) this.add(term.dynamicRef.target);
  }

  #addShape(shape: Shape): void {
    this.#annotations = { ...shape.annotations, ...this.#annotations };
    this.#addValues(shape);
    for (const [name, all] of shape.properties) this.#addProperty(name, all);
    for (const name of shape.required) this.#required.add(name);
    this.#items.push(...shape.items);
    if (this.#prefixItems.length === 0) this.#prefixItems = shape.prefixItems;
    if (shape.others !== undefined) (this.#others ??= []).push(...shape.others);
    this.#closed ||= shape.closed;
    this.#groups.push(...shape.groups);
    for (const node of shape.nodes) this.#seen.add(node);
  }

  #addProperty(name: string, all: All): void {
    const known = this.#properties.get(name);
    if (known === undefined) this.#properties.set(name, [...all]);
    else known.push(...all);
  }

  #addValues(node: ValueFacts): void {
    if (node.kinds !== undefined) {
      const before = this.#kinds;
      this.#kinds = new Set([...node.kinds].filter((kind) => before?.has(kind) ?? true));
      this.#integer ||= node.integer === true;
    }
    if (node.values !== undefined)
      this.#values =
        this.#values === undefined
          ? node.values
          : this.#values.filter((value) => node.values?.some((other) => equal(value, other)));
    const bounds = "bounds" in node ? node.bounds : node;
    for (const bound of LOWER) this.#tighten(bound, bounds[bound], Math.max);
    for (const bound of UPPER) this.#tighten(bound, bounds[bound], Math.min);
    this.#addSingle("multipleOf", this.#bounds.multipleOf, bounds.multipleOf);
    this.#tighten("multipleOf", bounds.multipleOf, (first) => first);
    this.#addSingle("pattern", this.#pattern, node.pattern);
    this.#pattern ??= node.pattern;
    this.#uniqueItems ||= node.uniqueItems === true;
  }

  /** A shape has room for one value of the keyword: a second one is dropped. */
  #addSingle(keyword: string, before: unknown, value: unknown): void {
    if (before !== undefined && value !== undefined && before !== value) this.#dropped.add(keyword);
  }

  #tighten(bound: Bound, value: number | undefined, choose: (a: number, b: number) => number): void {
    if (value !== undefined) this.#bounds[bound] = choose(this.#bounds[bound] ?? value, value);
  }

  #addItems(node: SchemaNode): void {
    if (node.items !== undefined) this.#items.push(node.items);
    if (this.#prefixItems.length === 0 && node.prefixItems !== undefined)
      this.#prefixItems = node.prefixItems;
  }

  #addMembers(node: SchemaNode): void {
    for (const [name, schema] of node.properties ?? []) this.#addProperty(name, [schema]);
    for (const name of node.required ?? []) this.#required.add(name);
    const patterns = [...(node.patternProperties?.values() ?? [])];
    if (patterns.length > 0) this.#dropped.add("patternProperties");
    const rest = node.additionalProperties;
    if (rest?.always === false) {
      if (patterns.length === 0) this.#closed = true;
    } else if (rest !== undefined) patterns.push(rest);
    if (patterns.length > 0) (this.#others ??= []).push(...patterns.map((schema) => [schema]));
  }

  shape(): Shape {
    return {
      kinds: this.#kinds,
      integer: this.#integer,
      values: this.#values,
      annotations: this.#annotations,
      bounds: this.#bounds,
      pattern: this.#pattern,
      uniqueItems: this.#uniqueItems,
      prefixItems: this.#prefixItems,
      items: this.#items,
      properties: this.#properties,
      required: this.#required,
      others: this.#closed ? undefined : this.#others,
      closed: this.#closed,
      groups: this.#groups,
      dropped: [...this.#dropped],
      nodes: [...this.#seen],
    };
  }
}

/** Whether `all` only say which properties an object must or must not have. */
export function onlyRequires(all: All): boolean {
  return all.every((term) => {
    if ("any" in term || "facts" in term) return false;
    const { kinds, required, not, pointer: _p, resource: _r, annotations: _a, ...rest } = term as SchemaNode;
    if (required === undefined && not === undefined) return false;
    const isObject = kinds === undefined || [...kinds].join() === "object";
    return isObject && Object.values(rest).every((value) => value === undefined);
  });
}
