import type { Json } from "../json/json.js";
import { type Kind, readSchema, type SchemaNode } from "../json-schema/index.js";

/** One flag of the command of a tool. */
export interface Flag {
  /** The property that it sets. */
  readonly property: string;
  /** Without `--`: `max-results`. It consists of `[a-z0-9-]`, whatever the property is called. */
  readonly name: string;
  /** What follows it: nothing for a `switch`, which also has a `--no-` form. */
  readonly takes: "text" | "number" | "json" | "switch";
  /** It may be repeated: the property is a list. */
  readonly isList: boolean;
  readonly isRequired: boolean;
  /** The values that the schema allows, if it lists them. */
  readonly choices: readonly Json[];
  readonly description: string | undefined;
  readonly default: Json | undefined;
}

/** Flags that every tool's command has. */
const COMMON = ["args", "help", "json", "output", "raw", "timeout", "yes"];

/**
 * Returns a flag for each property of an input schema, in its order. A name that is taken, or that begins like the negation of a
 * switch, starts with `arg-`; equal names are numbered. So the names follow from the schema alone.
 */
export function flagsOf(inputSchema: unknown): readonly Flag[] {
  const properties = new Map<string, SchemaNode[]>();
  const required = new Set<string>();
  for (const node of nodesOf(readSchema(inputSchema).root)) {
    for (const [name, property] of node.properties ?? [])
      properties.set(name, [...(properties.get(name) ?? []), property]);
    for (const name of node.required ?? []) required.add(name);
  }
  const taken = new Set(COMMON);
  return [...properties].map(([property, nodes]) =>
    flagOf(property, nodes.flatMap(nodesOf), required.has(property), taken),
  );
}

/** Returns a node and what must hold besides it: the target of its reference, and `allOf`. */
function nodesOf(start: SchemaNode): readonly SchemaNode[] {
  const nodes = new Set([start]);
  for (const { ref, allOf } of nodes) {
    if (ref !== undefined) nodes.add(ref);
    for (const each of allOf ?? []) nodes.add(each);
  }
  return [...nodes];
}

function flagOf(
  property: string,
  nodes: readonly SchemaNode[],
  isRequired: boolean,
  taken: Set<string>,
): Flag {
  const isList = kindsOf(nodes).has("array");
  const items = isList
    ? nodes.flatMap((node) => (node.items === undefined ? [] : nodesOf(node.items)))
    : nodes;
  const kinds = kindsOf(items);
  const texts = nodes.map(({ annotations }) => annotations);
  return {
    property,
    name: nameOf(property, taken),
    takes: takes(kinds, isList),
    isList,
    isRequired,
    choices: variantsOf(items)
      .flatMap(({ values }) => values ?? [])
      .filter((value) => value !== null),
    description:
      texts.find(({ description }) => description)?.description ?? texts.find(({ title }) => title)?.title,
    default: texts.find((each) => each.default !== undefined)?.default,
  };
}

/** Returns the kinds of JSON value that a property takes; none: any. `null` is left out: a flag that is not given stands for it. */
function kindsOf(nodes: readonly SchemaNode[]): ReadonlySet<Kind> {
  const kinds = variantsOf(nodes).flatMap((node) => [
    ...(node.kinds ?? (node.values ?? []).map((value) => typeof value as Kind)),
  ]);
  return new Set(kinds.filter((kind) => kind !== "null"));
}

/** Returns `nodes` and the branches of their unions. */
function variantsOf(nodes: readonly SchemaNode[]): readonly SchemaNode[] {
  const variants = new Set(nodes);
  for (const { anyOf, oneOf } of variants)
    for (const branch of [...(anyOf ?? []), ...(oneOf ?? [])])
      for (const node of nodesOf(branch)) variants.add(node);
  return [...variants];
}

function takes(kinds: ReadonlySet<Kind>, isList: boolean): Flag["takes"] {
  const [only, ...more] = kinds;
  if (kinds.has("string") || only === undefined) return "text";
  if (more.length > 0) return "json";
  if (only === "boolean") return isList ? "json" : "switch";
  return only === "number" ? "number" : "json";
}

/** Returns `max-results` for `maxResults`. */
function nameOf(property: string, taken: Set<string>): string {
  const stem = property
    .slice(0, 60)
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
  const own =
    stem === "" || stem.startsWith("no-") || COMMON.includes(stem) ? `arg-${stem}`.replace(/-$/, "") : stem;
  let name = own;
  for (let n = 2; taken.has(name); n++) name = `${own}-${n}`;
  taken.add(name);
  return name;
}

/** Returns the flags that a call needs, and a sign that there are others: `--city <text> […]`. */
export function flagSignature(flags: readonly Flag[]): string {
  const needed = flags.filter(({ isRequired }) => isRequired);
  const words = needed.map(({ name, takes }) => (takes === "switch" ? `--${name}` : `--${name} <${takes}>`));
  return [...words, ...(needed.length < flags.length ? ["[…]"] : [])].join(" ");
}
