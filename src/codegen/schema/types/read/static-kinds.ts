import type { SchemaNode } from "../../../../shared/json-schema/ir.js";
import {
  ALL_KINDS,
  ARRAY,
  BOOLEAN,
  kindOfValue,
  type Kinds,
  kindsOfSet,
  NO_KINDS,
  NULL,
  NUMBER,
  OBJECT,
  STRING,
} from "../algebra/type-kinds.js";
import { dynamicTarget } from "./in-place.js";

/** What is known of a schema from kinds alone. */
export interface KindFacts {
  /** Kinds of which it may accept some value; values of other kinds are invalid. */
  readonly possible: Kinds;
  /** Kinds of which it certainly accepts every value. */
  readonly whole: Kinds;
  /** Kinds named by `type`, here or in referenced schemas: the possible ones, except for contradictions. */
  readonly declared: Kinds;
}

const NOTHING_KNOWN: KindFacts = { possible: ALL_KINDS, whole: NO_KINDS, declared: ALL_KINDS };
const EVERYTHING: KindFacts = { possible: ALL_KINDS, whole: ALL_KINDS, declared: ALL_KINDS };
const NOTHING: KindFacts = { possible: NO_KINDS, whole: NO_KINDS, declared: NO_KINDS };

/** Visits each schema once; a recursion contributes nothing. */
export class KindReader {
  readonly #facts = new Map<SchemaNode, KindFacts>();

  of(node: SchemaNode): KindFacts {
    const known = this.#facts.get(node);
    if (known !== undefined) return known;
    this.#facts.set(node, NOTHING_KNOWN);
    const facts = this.#look(node);
    this.#facts.set(node, facts);
    return facts;
  }

  #look(node: SchemaNode): KindFacts {
    if (node.always !== undefined) return node.always ? EVERYTHING : NOTHING;
    const declared = kindsOfSet(node.kinds);
    const possible = declared & ~this.#impossible(node);
    let facts: KindFacts = {
      possible: possible & this.#kindsOfValues(node),
      whole: possible & ~narrowedKinds(node),
      declared,
    };
    for (const { possible, whole, declared } of this.#composed(node)) {
      facts = {
        possible: facts.possible & possible,
        whole: facts.whole & whole,
        declared: facts.declared & declared,
      };
    }
    return facts;
  }

  #kindsOfValues(node: SchemaNode): Kinds {
    return node.values === undefined
      ? ALL_KINDS
      : node.values.reduce<Kinds>((kinds, value) => kinds | kindOfValue(value), NO_KINDS);
  }

  #composed(node: SchemaNode): readonly KindFacts[] {
    const facts: KindFacts[] = [];
    if (node.ref !== undefined) facts.push(this.of(node.ref));
    if (node.dynamicRef !== undefined) {
      const target = dynamicTarget(node);
      facts.push(target === undefined ? NOTHING_KNOWN : this.of(target));
    }
    for (const part of node.allOf ?? []) facts.push(this.of(part));
    if (node.anyOf !== undefined) facts.push(either(node.anyOf.map((part) => this.of(part))));
    if (node.oneOf !== undefined) facts.push(exactlyOne(node.oneOf.map((part) => this.of(part))));
    if (node.not !== undefined) {
      const { possible, whole } = this.of(node.not);
      facts.push({ possible: ALL_KINDS & ~whole, whole: ALL_KINDS & ~possible, declared: ALL_KINDS });
    }
    if (node.if !== undefined) facts.push(this.#conditional(node, this.of(node.if)));
    return facts;
  }

  #conditional(node: SchemaNode, condition: KindFacts): KindFacts {
    const yes = node.then === undefined ? EVERYTHING : this.of(node.then);
    const no = node.else === undefined ? EVERYTHING : this.of(node.else);
    const never = ALL_KINDS & ~condition.possible;
    return {
      possible: (yes.possible & condition.possible) | (no.possible & ~condition.whole),
      whole: (yes.whole & no.whole) | (yes.whole & condition.whole) | (no.whole & never),
      declared: ALL_KINDS,
    };
  }

  /** Returns kinds whose limits contradict each other. */
  #impossible(node: SchemaNode): Kinds {
    const {
      minimum = -Infinity,
      maximum = Infinity,
      exclusiveMinimum = -Infinity,
      exclusiveMaximum = Infinity,
    } = node;
    const number =
      minimum > maximum ||
      exclusiveMinimum >= maximum ||
      minimum >= exclusiveMaximum ||
      exclusiveMinimum >= exclusiveMaximum;
    const string = (node.minLength ?? 0) > (node.maxLength ?? Infinity);
    const object =
      Math.max(node.minProperties ?? 0, node.required?.size ?? 0) > (node.maxProperties ?? Infinity);
    return (
      (number ? NUMBER : 0) |
      (string ? STRING : 0) |
      (object ? OBJECT : 0) |
      (this.#noArray(node) ? ARRAY : 0)
    );
  }

  #noArray(node: SchemaNode): boolean {
    const { minItems = 0, maxItems = Infinity, minContains = 1, maxContains = Infinity } = node;
    const needed = node.contains === undefined ? 0 : minContains;
    if (minItems > maxItems || needed > maxItems) return true;
    return (
      needed > 0 &&
      (needed > maxContains || (node.contains !== undefined && this.of(node.contains).possible === NO_KINDS))
    );
  }
}

function either(facts: readonly KindFacts[]): KindFacts {
  let all = NOTHING;
  for (const { possible, whole, declared } of facts) {
    all = { possible: all.possible | possible, whole: all.whole | whole, declared: all.declared | declared };
  }
  return all;
}

/** Combines branches of `oneOf`: no value of a kind that two branches fully accept matches exactly one. */
function exactlyOne(facts: readonly KindFacts[]): KindFacts {
  let once = NO_KINDS;
  let twice = NO_KINDS;
  let possibleOnce = NO_KINDS;
  let possibleTwice = NO_KINDS;
  for (const { possible, whole } of facts) {
    twice |= once & whole;
    once |= whole;
    possibleTwice |= possibleOnce & possible;
    possibleOnce |= possible;
  }
  return { possible: possibleOnce & ~twice, whole: once & ~possibleTwice, declared: either(facts).declared };
}

/** Returns kinds of which a keyword of `node` itself may refuse a value. */
function narrowedKinds(node: SchemaNode): Kinds {
  if (node.values !== undefined) return ALL_KINDS & ~wholeByValues(node);
  const has = (...keys: readonly (keyof SchemaNode)[]): boolean =>
    keys.some((key) => node[key] !== undefined);
  let kinds = NO_KINDS;
  if (
    node.integer === true ||
    has("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf")
  )
    kinds |= NUMBER;
  if (has("minLength", "maxLength", "pattern")) kinds |= STRING;
  if (has("prefixItems", "minItems", "maxItems", "uniqueItems", "contains")) kinds |= ARRAY;
  if (says(node.items) || says(node.unevaluatedItems)) kinds |= ARRAY;
  if (has("properties", "required", "patternProperties", "minProperties", "maxProperties")) kinds |= OBJECT;
  if (has("dependentRequired", "dependentSchemas")) kinds |= OBJECT;
  if (says(node.additionalProperties) || says(node.propertyNames) || says(node.unevaluatedProperties))
    kinds |= OBJECT;
  return kinds;
}

/** Whether a subschema exists and is not `true`. */
function says(node: SchemaNode | undefined): boolean {
  return node !== undefined && node.always !== true;
}

function wholeByValues(node: SchemaNode): Kinds {
  const values = node.values ?? [];
  const both = values.includes(true) && values.includes(false);
  return (both ? BOOLEAN : NO_KINDS) | (values.includes(null) ? NULL : NO_KINDS);
}
