import type { Node, Pair, YAMLMap, YAMLSeq } from "yaml";
import type { JsonObject } from "../../json/json.js";

/** YAML with the server behind the last one, in a map by name or a list. */
export async function withYamlServer(
  text: string,
  place: readonly string[],
  key: string,
  entry: JsonObject,
): Promise<string> {
  const { parseDocument, stringify, isMap, isSeq } = await import("yaml");
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  const node: unknown = parseDocument(text).getIn(place, true);
  const inList = isSeq(node);
  const value = inList ? [{ name: key, ...entry }] : { [key]: entry };
  const block = (indent: string): string =>
    stringify(value, { lineWidth: 0 })
      .trimEnd()
      .split("\n")
      .map((line) => indent + line)
      .join(newline) + newline;
  if ((isMap(node) || inList) && !node.flow && node.items.length > 0) {
    const last = node.items.at(-1) as Pair<Node, Node | null> | Node;
    const first = node.items[0] as Pair<Node, Node | null> | Node;
    const end = lineEnd(text, endOf(last));
    const gap = text.slice(0, end).endsWith("\n") || end === 0 ? "" : newline;
    return text.slice(0, end) + gap + block(indentAt(text, startOf(first))) + text.slice(end);
  }
  if (node !== undefined && node !== null && (isMap(node) || inList) && node.items.length > 0)
    throw new RangeError("its servers stand on one line");
  const document = parseDocument(text);
  if (inList) document.setIn([...place, 0], document.createNode({ name: key, ...entry }));
  else document.setIn([...place, key], document.createNode(entry));
  return document.toString({ lineWidth: 0 });
}

/** YAML without the lines of a server. @throws {RangeError} where it has no lines of its own */
export async function withoutYamlServer(
  text: string,
  place: readonly string[],
  key: string,
): Promise<string> {
  const { parseDocument, isMap, isSeq } = await import("yaml");
  const document = parseDocument(text);
  const node: unknown = document.getIn(place, true);
  if ((!isMap(node) && !isSeq(node)) || node.flow === true)
    throw new RangeError("its servers stand on one line");
  const item = isMap(node) ? pairOf(node, key) : itemOf(node, key);
  if (item === undefined) throw new RangeError("it is not there");
  if (node.items.length === 1) {
    document.deleteIn([...place, isMap(node) ? key : 0]);
    return document.toString({ lineWidth: 0 });
  }
  const start = text.lastIndexOf("\n", startOf(item) - 1) + 1;
  return text.slice(0, start) + text.slice(lineEnd(text, endOf(item)));
}

function pairOf(map: YAMLMap, key: string): Pair<Node, Node | null> | undefined {
  return (map.items as Pair<Node, Node | null>[]).find((pair) => String(pair.key) === key);
}

function itemOf(list: YAMLSeq, key: string): Node | undefined {
  return (list.items as (Node & { get?: (name: string) => unknown })[]).find(
    (item) => item.get?.("name") === key,
  );
}

function isPair(item: Pair<Node, Node | null> | Node): item is Pair<Node, Node | null> {
  return "key" in item;
}

function startOf(item: Pair<Node, Node | null> | Node): number {
  return (isPair(item) ? item.key : item).range?.[0] ?? 0;
}

function endOf(item: Pair<Node, Node | null> | Node): number {
  const last = isPair(item) ? (item.value ?? item.key) : item;
  return last.range?.[1] ?? 0;
}

/** The start of the line after the one that `offset` ends in. */
function lineEnd(text: string, offset: number): number {
  if (text[offset - 1] === "\n") return offset;
  const at = text.indexOf("\n", offset);
  return at === -1 ? text.length : at + 1;
}

/** White space, and the dash of a list, before an offset count as its indentation. */
function indentAt(text: string, offset: number): string {
  const line = text.slice(text.lastIndexOf("\n", offset - 1) + 1, offset);
  return /^\s*/.exec(line)?.[0] ?? "";
}
