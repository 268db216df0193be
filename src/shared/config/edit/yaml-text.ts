import type { Document, Node, Pair, YAMLMap, YAMLSeq } from "yaml";
import type { Json, JsonObject } from "../../json/json.js";

type Item = Pair<Node, Node | null> | Node;
type Servers = YAMLMap<Node, Node | null> | YAMLSeq<Node>;

/**
 * Adds a server to YAML after the last one, in a map or a list, in block or flow style.
 *
 * @param head what a new file begins with
 * @param listed whether the servers of a new file are a list, each with its name. Default false
 */
export async function withYamlServer(
  text: string,
  place: readonly string[],
  key: string,
  entry: JsonObject,
  { head = {}, listed = false }: { readonly head?: JsonObject; readonly listed?: boolean } = {},
): Promise<string> {
  const { parseDocument, stringify, isMap, isSeq } = await import("yaml");
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  const document = parseDocument(text);
  const node: unknown = document.getIn(place, true);
  const lines = (value: Json, indent: string): string =>
    stringify(value, { lineWidth: 0 })
      .trimEnd()
      .split("\n")
      .map((line) => indent + line)
      .join(newline) + newline;
  if (isMap(node) || isSeq(node)) {
    const servers = node as Servers;
    const value = isSeq(node) ? { name: key, ...entry } : { [key]: entry };
    const last = servers.items.at(-1) as Item | undefined;
    if (servers.flow === true || last === undefined)
      return inBrackets(
        text,
        servers,
        isSeq(node) ? JSON.stringify(value) : JSON.stringify(value).slice(1, -1),
      );
    const end = lineEnd(text, endOf(last));
    const gap = text.slice(0, end).endsWith("\n") || end === 0 ? "" : newline;
    const put = lines(isSeq(node) ? [value] : value, indentAt(text, startOf(servers.items[0] as Item)));
    // A file that ends without a line break still does.
    return text.slice(0, end) + gap + (gap === "" ? put : put.slice(0, -newline.length)) + text.slice(end);
  }
  const [first = "", ...below] = place;
  if (
    isMap(document.contents) ? document.contents.flow !== true && !document.has(first) : text.trim() === ""
  ) {
    const servers: Json = listed ? [{ name: key, ...entry }] : { [key]: entry };
    const value = below.reduceRight<Json>((inner, name) => ({ [name]: inner }), servers);
    const gap = text === "" || text.endsWith("\n") ? "" : newline;
    const put = lines({ ...(text.trim() === "" && head), [first]: value }, "");
    return text + gap + (gap === "" ? put : put.slice(0, -newline.length));
  }
  document.setIn([...place, key], document.createNode(entry));
  return document.toString({ lineWidth: 0 });
}

/** JSON is YAML, and fits on the line. */
function inBrackets(text: string, servers: Servers, put: string): string {
  const last = servers.items.at(-1) as Item | undefined;
  const at = last === undefined ? (servers.range?.[0] ?? 0) + 1 : endOf(last);
  return `${text.slice(0, at)}${last === undefined ? "" : ", "}${put}${text.slice(at)}`;
}

/** Removes a server from YAML and keeps the rest. @throws {RangeError} if it is not there */
export async function withoutYamlServer(
  text: string,
  place: readonly string[],
  key: string,
): Promise<string> {
  const { parseDocument, isMap, isSeq } = await import("yaml");
  const document = parseDocument(text);
  const node: unknown = document.getIn(place, true);
  if (!isMap(node) && !isSeq(node)) throw new RangeError("it is not there");
  const servers = node as Servers;
  const items = servers.items as readonly Item[];
  const at = items.findIndex((item) => nameOf(item) === key);
  const item = items[at];
  if (item === undefined) throw new RangeError("it is not there");
  if (servers.flow === true) return withoutItem(text, items, at);
  const start = text.lastIndexOf("\n", startOf(item) - 1) + 1;
  const end = lineEnd(text, endOf(item));
  const before = text.slice(0, start);
  const isAtEnd = end === text.length && !text.endsWith("\n");
  const rest = (isAtEnd ? before.replace(/\r?\n$/, "") : before) + text.slice(end);
  if (items.length > 1) return rest;
  // Nothing is left: the key stays, with an empty value.
  const colon = text.indexOf(":", keyEndOf(document, place));
  return `${rest.slice(0, colon + 1)} ${isSeq(node) ? "[]" : "{}"}${rest.slice(colon + 1)}`;
}

/** Removes the comma before the item; for the first item, the one after it. */
function withoutItem(text: string, items: readonly Item[], at: number): string {
  const [before, item, after] = [items[at - 1], items[at]!, items[at + 1]];
  const start = before === undefined ? startOf(item) : endOf(before);
  const comma = /^\s*,/.exec(text.slice(endOf(item)))?.[0].length ?? 0;
  const end = before !== undefined ? endOf(item) : after === undefined ? endOf(item) + comma : startOf(after);
  return text.slice(0, start) + text.slice(end);
}

/** Returns where the key of the last part of `place` ends. */
function keyEndOf(document: Document, place: readonly string[]): number {
  const above = place.length === 1 ? document.contents : document.getIn(place.slice(0, -1), true);
  const pairs = (above as YAMLMap<Node, Node | null>).items;
  return pairs.find(({ key }) => String(key) === place.at(-1))?.key.range?.[1] ?? 0;
}

function nameOf(item: Item): unknown {
  if (isPair(item)) return String(item.key);
  return (item as Node & { get?: (name: string) => unknown }).get?.("name");
}

function isPair(item: unknown): item is Pair<Node, Node | null> {
  return typeof item === "object" && item !== null && "key" in item;
}

function startOf(item: Item): number {
  return (isPair(item) ? item.key : item).range?.[0] ?? 0;
}

function endOf(item: Item): number {
  const last = isPair(item) ? (item.value ?? item.key) : item;
  return last.range?.[1] ?? 0;
}

/** Returns the start of the line after the one that `offset` ends in. */
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
