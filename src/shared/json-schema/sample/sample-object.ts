import { type Json, type JsonObject, objectOf } from "../../json/json.js";
import type { SchemaNode } from "../ir.js";
import type { All, Shape } from "../schema-shape.js";
import { textOfPattern } from "./pattern-text.js";
import { oneOf, type Random } from "./random.js";

/** Most optional members of a sample, if no schema requires more. */
const MAX_FREE = 2;

/** What the sampler of objects needs from the sampler of values. */
export interface ValueSampler {
  readonly random: Random;
  value(all: All, depth: number): Json;
}

/** Makes an object of `shape`: everything required, some optional members, and as many members as required. */
export function sampleObject(sampler: ValueSampler, shape: Shape, depth: number): JsonObject {
  const { random } = sampler;
  const wanted = new Set(shape.required);
  for (const name of shape.properties.keys()) if (random() < (depth > 4 ? 0 : 0.7)) wanted.add(name);
  addDependent(wanted, shape.nodes);
  const { least, most } = sizes(shape.nodes);
  for (const name of shape.properties.keys()) if (wanted.size < least) wanted.add(name);
  for (const name of [...wanted]) if (wanted.size > most && !shape.required.has(name)) wanted.delete(name);
  const members = new Map<string, Json>();
  const free = shape.properties.size === 0 && depth < 4 ? Math.min(MAX_FREE, most) : 0;
  for (
    let attempt = 0;
    attempt < 200 && wanted.size < Math.max(least, shape.others === undefined ? 0 : free);
    attempt++
  )
    wanted.add(freeName(sampler, shape, attempt, depth));
  for (const name of wanted) members.set(name, sampler.value(schemasOf(shape, name), depth + 1));
  return objectOf([...members.keys()], (name) => members.get(name) as Json);
}

/** Returns all schemas that apply to the member `name`. */
function schemasOf({ properties, nodes }: Shape, name: string): All {
  const own = properties.get(name) ?? [];
  const found: SchemaNode[] = [];
  for (const node of nodes) {
    const matching = [...(node.patternProperties ?? [])].filter(([pattern]) => isMatch(pattern, name));
    found.push(...matching.map(([, schema]) => schema));
    const named = node.properties?.has(name) === true || matching.length > 0;
    if (!named && node.additionalProperties !== undefined) found.push(node.additionalProperties);
    else if (!named && node.unevaluatedProperties !== undefined && own.length === 0)
      found.push(node.unevaluatedProperties);
  }
  return [...own, ...found];
}

function isMatch(pattern: string, name: string): boolean {
  try {
    return new RegExp(pattern, "u").test(name);
  } catch {
    return false;
  }
}

/** Makes a name that no property has, according to a pattern or `propertyNames`. */
function freeName({ random, value }: ValueSampler, { nodes }: Shape, number: number, depth: number): string {
  const patterns = nodes.flatMap((node) => [...(node.patternProperties?.keys() ?? [])]);
  const pattern = oneOf(random, patterns);
  const names = nodes.flatMap(({ propertyNames }) => (propertyNames === undefined ? [] : [propertyNames]));
  if (names.length > 0) {
    const name = value([...names, ...TEXT], depth + 1);
    if (typeof name === "string") return name;
  }
  return (pattern === undefined ? undefined : textOfPattern(pattern, 6, random)) ?? `key${number + 1}`;
}

const TEXT: All = [{ pointer: "", annotations: {}, resource: "", kinds: new Set(["string"]) }];

function addDependent(wanted: Set<string>, nodes: readonly SchemaNode[]): void {
  for (const name of wanted)
    for (const { dependentRequired } of nodes)
      for (const other of dependentRequired?.get(name) ?? []) wanted.add(other);
}

function sizes(nodes: readonly SchemaNode[]): { readonly least: number; readonly most: number } {
  return {
    least: Math.max(0, ...nodes.map(({ minProperties = 0 }) => minProperties)),
    most: Math.min(Infinity, ...nodes.map(({ maxProperties = Infinity }) => maxProperties)),
  };
}
