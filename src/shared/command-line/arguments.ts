import { isJsonObject, type Json, type JsonObject } from "../json/json.js";
import {
  acceptsNode,
  faultOfValue,
  readSchema,
  type SchemaDocument,
  type SchemaNode,
} from "../json-schema/index.js";
import { show } from "../text/show.js";
import { ArgumentsInvalidError, UnknownNameError } from "./command-line-errors.js";
import { signature } from "./signature.js";
import type { Pair } from "./pair.js";

/** The parts of a tool that its arguments depend on. */
interface Callable {
  readonly name: string;
  readonly inputSchema: unknown;
}

/**
 * Returns the arguments of a call: `json`, overridden by the pairs. Text stays text if the schema accepts text, and is
 * parsed as JSON otherwise; a name given several times becomes a list.
 *
 * @param usage how the tool is called, for errors. Default: with `name=value`
 * @throws {UnknownNameError} for a name that the schema does not have
 * @throws {ArgumentsInvalidError} if the arguments do not match the schema
 */
export function toArguments(
  tool: Callable,
  json: JsonObject,
  pairs: readonly Pair[],
  usage = signature(tool),
): JsonObject {
  const document = readSchema(tool.inputSchema);
  const byName = new Map<string, Pair[]>();
  for (const pair of pairs) byName.set(pair.name, [...(byName.get(pair.name) ?? []), pair]);
  const given = [...byName].map(([name, same]) => [name, valueOf(document, name, same, tool)] as const);
  const args = Object.fromEntries([...Object.entries(json), ...given]) as JsonObject;
  const fault = faultOfValue(document, args);
  if (fault === undefined) return args;
  const place = fault.path.length === 0 ? "" : ` at ${show(fault.path.join("."))}`;
  throw new ArgumentsInvalidError(
    `The arguments of "${show(tool.name)}" do not match its schema${place}: ${show(fault.message, 500)}.`,
    `Usage: ${usage}`,
  );
}

function valueOf(document: SchemaDocument, name: string, pairs: readonly Pair[], tool: Callable): Json {
  const nodes = nodesOf(document.root, name, new Set());
  const known = namesOf(document.root, new Set());
  if (!known.includes(name) && known.length > 0 && nodes.every(({ always }) => always === false))
    throw new UnknownNameError(`"${show(tool.name)}" has no argument "${show(name)}"`, name, known);
  const isAccepted = (value: Json): boolean => nodes.some((node) => acceptsNode(document, node, value));
  const readings = pairs.map((pair) => (pair.isJson ? [parsed(pair)] : readingsOf(pair.text)));
  const [first = [], ...more] = readings;
  if (more.length === 0) {
    const fitting = first.find(isAccepted);
    if (fitting !== undefined) return fitting;
  }
  const items = nodes.flatMap(({ items, ref }) => items ?? ref?.items ?? []);
  const list = readings.map(
    (each) => each.find((value) => items.some((node) => acceptsNode(document, node, value))) ?? each[0] ?? "",
  );
  return more.length > 0 || isAccepted(list) ? list : (first[0] ?? "");
}

/** Returns text first: only what the schema does not accept as text is read as something else. */
function readingsOf(text: string): readonly Json[] {
  try {
    return [text, JSON.parse(text) as Json];
  } catch {
    return [text];
  }
}

/** @throws {ArgumentsInvalidError} */
function parsed({ name, text }: Pair): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw new ArgumentsInvalidError(
      `"${show(name)}:=" is followed by text that is not JSON.`,
      `Write ${show(name)}=text for text, or JSON such as ${show(name)}:='["a", 1]'.`,
    );
  }
}

function inner(node: SchemaNode): readonly SchemaNode[] {
  return [
    ...(node.ref === undefined ? [] : [node.ref]),
    ...(node.allOf ?? []),
    ...(node.anyOf ?? []),
    ...(node.oneOf ?? []),
  ];
}

/** Returns every schema that an object schema has for one property. */
function nodesOf(node: SchemaNode, name: string, seen: Set<SchemaNode>): readonly SchemaNode[] {
  if (seen.has(node)) return [];
  seen.add(node);
  const own = node.properties?.get(name);
  const others = [node.additionalProperties ?? [], ...(node.patternProperties?.values() ?? [])];
  return [
    ...(own === undefined ? others.flat() : [own]),
    ...inner(node).flatMap((each) => nodesOf(each, name, seen)),
  ];
}

function namesOf(node: SchemaNode, seen: Set<SchemaNode>): readonly string[] {
  if (seen.has(node)) return [];
  seen.add(node);
  return [...(node.properties?.keys() ?? []), ...inner(node).flatMap((each) => namesOf(each, seen))];
}

/**
 * Parses the object of `--args`; the caller replaces `"-"` by standard input. Errors call it `named`.
 *
 * @throws {ArgumentsInvalidError}
 */
export function jsonArguments(text: string | undefined, named = "--args"): JsonObject {
  if (text === undefined) return {};
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    value = undefined;
  }
  if (isJsonObject(value)) return value;
  throw new ArgumentsInvalidError(
    `${show(named, 300)} is not a JSON object.`,
    named === text
      ? `Write '{"name": "value"}', or name=value.`
      : `Write --args '{"name": "value"}', or --args - to read it from standard input.`,
  );
}
