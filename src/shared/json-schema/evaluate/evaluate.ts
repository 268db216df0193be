import { isJsonObject } from "../../json/json.js";
import type { SchemaDocument, SchemaNode } from "../ir.js";
import { matchesOf } from "../pattern/matchers.js";
import { faultIn, type Matches, missingIn } from "./evaluate-assertions.js";
import {
  ALL_ITEMS,
  ALL_PROPERTIES,
  type Evaluated,
  evaluatedItems,
  evaluatedProperties,
  merge,
  NOTHING,
} from "./evaluated.js";

export interface EvaluateOptions {
  /** Tells whether a text matches a pattern. Default: compiles each pattern once for a value. */
  readonly matches?: Matches;
  /** Asserts `format` and the like of a node. Default: annotations only. */
  readonly formatFault?: (node: SchemaNode, value: unknown) => string | undefined;
}

/** Where and how a value violates a schema. */
export interface Fault {
  readonly path: readonly (string | number)[];
  readonly message: string;
  /** The property of the value there that is missing, if that is the fault. */
  readonly missing?: string;
  /** The name of the property there is wrong, not its value. */
  readonly isOfName?: true;
}

/** Evaluations after which results are remembered: a schema may evaluate one value in exponentially many ways. */
const REMEMBER_AFTER = 10_000;

/** Whether `document` accepts `value`, according to all of JSON Schema, including dynamic scope and annotations. */
export function accepts(document: SchemaDocument, value: unknown, options: EvaluateOptions = {}): boolean {
  return acceptsNode(document, document.root, value, options);
}

/** Whether one node of `document` accepts `value`. */
export function acceptsNode(
  document: SchemaDocument,
  node: SchemaNode,
  value: unknown,
  options: EvaluateOptions = {},
): boolean {
  return new Evaluation(document, options).accepts(node, value);
}

/** Returns the first reason why `document` rejects `value`; `undefined` if it accepts it. */
export function faultOfValue(
  document: SchemaDocument,
  value: unknown,
  options: EvaluateOptions = {},
): Fault | undefined {
  const evaluation = new Evaluation(document, options);
  if (evaluation.accepts(document.root, value)) return undefined;
  return evaluation.fault ?? { path: [], message: "does not match the schema" };
}

/** The resources entered so far, innermost first. */
interface Scope {
  readonly resource: string;
  readonly outer: Scope | undefined;
}

class Evaluation {
  readonly #document: SchemaDocument;
  readonly #matches: Matches;
  readonly #formatFault: EvaluateOptions["formatFault"];
  readonly #path: (string | number)[] = [];
  readonly #memory = new Map<SchemaNode, Map<unknown, Map<string, Evaluated | false>>>();
  #judged = 0;
  /** Above zero if a rejection is not a fault: inside `anyOf`, `not`, … */
  #trying = 0;
  fault: Fault | undefined;

  constructor(document: SchemaDocument, options: EvaluateOptions) {
    this.#document = document;
    this.#matches = options.matches ?? matchesOf();
    this.#formatFault = options.formatFault;
  }

  /** Whether `node` accepts `value`. A value that overflows the stack is rejected, whatever was being tried. */
  accepts(node: SchemaNode, value: unknown): boolean {
    try {
      return this.#judge(node, value, undefined) !== false;
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.fault = { path: [], message: "the value is nested too deeply to be checked" };
      return false;
    }
  }

  #judge(node: SchemaNode, value: unknown, outer: Scope | undefined): Evaluated | false {
    if (node.always !== undefined) return node.always ? NOTHING : this.#refuse("nothing is allowed here");
    const scope = outer?.resource === node.resource ? outer : { resource: node.resource, outer };
    const memory = ++this.#judged > REMEMBER_AFTER ? this.#remembered(node, value) : undefined;
    const key = memory === undefined ? "" : keyOf(scope);
    const known = memory?.get(key);
    if (known !== undefined) return known;
    const result = this.#judgeAll(node, value, scope);
    memory?.set(key, result);
    return result;
  }

  #remembered(node: SchemaNode, value: unknown): Map<string, Evaluated | false> {
    const byValue = this.#memory.get(node) ?? new Map<unknown, Map<string, Evaluated | false>>();
    this.#memory.set(node, byValue);
    const byScope = byValue.get(value) ?? new Map<string, Evaluated | false>();
    byValue.set(value, byScope);
    return byScope;
  }

  #refuse(message: string, more: Pick<Fault, "missing" | "isOfName"> = {}): false {
    if (this.#trying === 0) this.fault ??= { path: [...this.#path], message, ...more };
    return false;
  }

  /** Says of the fault found last that it is one of a name. */
  #ofName(): false {
    if (this.#trying === 0 && this.fault !== undefined) this.fault = { ...this.fault, isOfName: true };
    return false;
  }

  #judgeAll(node: SchemaNode, value: unknown, scope: Scope): Evaluated | false {
    const fault = faultIn(node, value, this.#matches) ?? this.#formatFault?.(node, value);
    if (fault !== undefined) return this.#refuse(fault);
    const missing = missingIn(node, value);
    if (missing !== undefined)
      return this.#refuse(`the property ${JSON.stringify(missing)} is missing`, { missing });
    let seen = this.#sameValue(node, value, scope);
    if (seen === false) return false;
    const inner = Array.isArray(value)
      ? this.#items(node, value, scope)
      : isJsonObject(value)
        ? this.#properties(node, value, scope)
        : NOTHING;
    if (inner === false) return false;
    seen = merge(seen, inner);
    if (Array.isArray(value)) return this.#unevaluatedItems(node, value, seen, scope);
    return isJsonObject(value) ? this.#unevaluatedProperties(node, value, seen, scope) : seen;
  }

  /** Evaluates the keywords with subschemas for the same value. */
  #sameValue(node: SchemaNode, value: unknown, scope: Scope): Evaluated | false {
    let seen = NOTHING;
    for (const inner of this.#conjuncts(node, value, scope)) {
      const result = this.#judge(inner, value, scope);
      if (result === false) return false;
      seen = merge(seen, result);
    }
    for (const keyword of ["anyOf", "oneOf"] as const) {
      const branches = node[keyword];
      if (branches === undefined) continue;
      const taken = branches
        .map((branch) => this.#try(branch, value, scope))
        .filter((result) => result !== false);
      if (taken.length === 0) return this.#refuse(`expected a match of one of ${branches.length} schemas`);
      if (keyword === "oneOf" && taken.length > 1)
        return this.#refuse(`expected a match of exactly one schema, found ${taken.length}`);
      seen = taken.reduce(merge, seen);
    }
    if (node.not !== undefined && this.#try(node.not, value, scope) !== false)
      return this.#refuse("expected no match of the schema in `not`");
    if (node.if === undefined) return seen;
    const condition = this.#try(node.if, value, scope);
    const branch = condition === false ? node.else : node.then;
    const result = branch === undefined ? NOTHING : this.#judge(branch, value, scope);
    return result === false ? false : merge(merge(seen, result), condition === false ? NOTHING : condition);
  }

  #conjuncts(node: SchemaNode, value: unknown, scope: Scope): readonly SchemaNode[] {
    const out: SchemaNode[] = [];
    if (node.ref !== undefined) out.push(node.ref);
    if (node.dynamicRef !== undefined) out.push(this.#dynamicTarget(node.dynamicRef, scope));
    if (node.allOf !== undefined) out.push(...node.allOf);
    if (node.dependentSchemas !== undefined && isJsonObject(value)) {
      for (const [name, inner] of node.dependentSchemas) if (Object.hasOwn(value, name)) out.push(inner);
    }
    return out;
  }

  /** The outermost of the entered resources with the anchor decides (2020-12, 8.2.3.2). */
  #dynamicTarget({ target, anchor }: NonNullable<SchemaNode["dynamicRef"]>, scope: Scope): SchemaNode {
    let found = target;
    if (anchor === undefined) return found;
    for (let at: Scope | undefined = scope; at !== undefined; at = at.outer)
      found = this.#document.dynamicAnchors.get(`${at.resource}#${anchor}`) ?? found;
    return found;
  }

  #try(node: SchemaNode, value: unknown, scope: Scope): Evaluated | false {
    this.#trying++;
    const result = this.#judge(node, value, scope);
    this.#trying--;
    return result;
  }

  #at(step: string | number, node: SchemaNode, value: unknown, scope: Scope): boolean {
    this.#path.push(step);
    const result = this.#judge(node, value, scope);
    this.#path.pop();
    return result !== false;
  }

  #items(node: SchemaNode, value: readonly unknown[], scope: Scope): Evaluated | false {
    const prefix = node.prefixItems ?? [];
    for (let i = 0; i < Math.min(prefix.length, value.length); i++)
      if (!this.#at(i, prefix[i] as SchemaNode, value[i], scope)) return false;
    let seen = prefix.length === 0 ? NOTHING : evaluatedItems(prefix.length);
    if (node.items !== undefined) {
      for (let i = prefix.length; i < value.length; i++)
        if (!this.#at(i, node.items, value[i], scope)) return false;
      seen = ALL_ITEMS;
    }
    const { contains } = node;
    if (contains === undefined) return seen;
    const indices = new Set(value.keys());
    for (const i of value.keys()) if (this.#try(contains, value[i], scope) === false) indices.delete(i);
    const { minContains = 1, maxContains = Infinity } = node;
    if (indices.size < minContains)
      return this.#refuse(
        `expected at least ${minContains} items that match \`contains\`, found ${indices.size}`,
      );
    if (indices.size > maxContains)
      return this.#refuse(
        `expected at most ${maxContains} items that match \`contains\`, found ${indices.size}`,
      );
    return node.containsEvaluates === true ? merge(seen, evaluatedItems(0, indices)) : seen;
  }

  #properties(node: SchemaNode, value: Readonly<Record<string, unknown>>, scope: Scope): Evaluated | false {
    if (node.propertyNames !== undefined)
      for (const name of Object.keys(value))
        if (!this.#at(name, node.propertyNames, name, scope)) return this.#ofName();
    if (
      node.properties === undefined &&
      node.patternProperties === undefined &&
      node.additionalProperties === undefined
    )
      return NOTHING;
    const seen = new Set<string>();
    for (const name of Object.keys(value)) {
      const schemas = this.#schemasOf(node, name);
      for (const schema of schemas) if (!this.#at(name, schema, value[name], scope)) return false;
      if (schemas.length > 0) seen.add(name);
    }
    return evaluatedProperties(seen);
  }

  #schemasOf(node: SchemaNode, name: string): readonly SchemaNode[] {
    const schemas: SchemaNode[] = [];
    const own = node.properties?.get(name);
    if (own !== undefined) schemas.push(own);
    for (const [pattern, schema] of node.patternProperties ?? [])
      if (this.#matches(pattern, name)) schemas.push(schema);
    if (schemas.length === 0 && node.additionalProperties !== undefined)
      schemas.push(node.additionalProperties);
    return schemas;
  }

  #unevaluatedItems(
    node: SchemaNode,
    value: readonly unknown[],
    seen: Evaluated,
    scope: Scope,
  ): Evaluated | false {
    if (node.unevaluatedItems === undefined) return seen;
    for (let i = seen.items; i < value.length; i++)
      if (!seen.indices.has(i) && !this.#at(i, node.unevaluatedItems, value[i], scope)) return false;
    return merge(seen, ALL_ITEMS);
  }

  #unevaluatedProperties(
    node: SchemaNode,
    value: Readonly<Record<string, unknown>>,
    seen: Evaluated,
    scope: Scope,
  ): Evaluated | false {
    if (node.unevaluatedProperties === undefined) return seen;
    for (const name of seen.properties === "all" ? [] : Object.keys(value)) {
      const known = seen.properties !== "all" && seen.properties.has(name);
      if (!known && !this.#at(name, node.unevaluatedProperties, value[name], scope)) return false;
    }
    return merge(seen, ALL_PROPERTIES);
  }
}

function keyOf(scope: Scope): string {
  const resources: string[] = [];
  for (let at: Scope | undefined = scope; at !== undefined; at = at.outer) resources.push(at.resource);
  return resources.join(" ");
}
