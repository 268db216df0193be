import { findNodeAtLocation, type Node, type ParseError, parseTree, printParseErrorCode } from "jsonc-parser";
import type { Json, JsonObject } from "../json/json.js";
import { show } from "../text/show.js";
import type { ParsedConfig } from "./entry.js";
import { type ConfigFault, pointerKeys, pointerTo } from "./fault.js";
import { configOfDocument } from "./config-of-document.js";
import { type ConfigDocument, placeAt } from "./formats/document.js";
import { hintFor, tooDeep } from "./formats/json-hints.js";
import { notMarkdown } from "./formats/markdown.js";

/** Reads JSONC text. Never throws; a byte order mark is not an error. */
export function readDocument(text: string): ConfigDocument {
  const body = text.replace(/^\uFEFF/, "");
  const nested = tooDeep(body);
  if (nested !== undefined)
    return { value: undefined, faults: [nested], placeOf: () => ({ line: 1, column: 1 }) };
  const errors: ParseError[] = [];
  const tree = parseTree(body, errors, { allowTrailingComma: true, allowEmptyContent: true });
  const faults: ConfigFault[] = errors.map((error) => ({
    pointer: "",
    ...placeAt(body, error.offset),
    message: `The config is not valid JSON: ${describe(body, error)}.`,
    hint: hintFor(body, error),
  }));
  const value =
    tree === undefined
      ? undefined
      : valueOf(tree, "", (pointer, offset) => faults.push(twice(body, pointer, offset)));
  return {
    value,
    faults,
    placeOf(pointer) {
      const keys = [...pointerKeys(pointer)];
      for (; tree !== undefined; keys.pop()) {
        const node = find(tree, keys);
        if (node !== undefined) return placeAt(body, node.offset);
        if (keys.length === 0) break;
      }
      return { line: 1, column: 1 };
    },
  };
}

/**
 * Reads a config from JSONC text, as `parseConfig` does, with line and column for every fault. If the text is not JSON, the
 * whole config is unusable.
 */
export function parseConfigText(text: string, path?: string): ParsedConfig {
  return configOfDocument(notMarkdown(readDocument(text), text, path), path === undefined ? {} : { path });
}

/** Returns the JSON value of a node. Unlike jsonc-parser's own, it keeps a name `__proto__` and reports duplicate names. */
function valueOf(node: Node, pointer: string, onTwice: (pointer: string, offset: number) => void): Json {
  if (node.type === "array") {
    return (node.children ?? []).map((item, index) => valueOf(item, pointerTo(pointer, index), onTwice));
  }
  if (node.type !== "object") return node.value as Json;
  const members = new Map<string, Json>();
  for (const { children } of node.children ?? []) {
    const [name, value] = children ?? [];
    if (name === undefined || value === undefined) continue;
    const key = name.value as string;
    const at = pointerTo(pointer, key);
    if (members.has(key)) onTwice(at, name.offset);
    members.set(key, valueOf(value, at, onTwice));
  }
  return Object.fromEntries(members) as JsonObject;
}

function twice(text: string, pointer: string, offset: number): ConfigFault {
  const name = pointerKeys(pointer).at(-1) ?? "";
  const hint = "Rename or remove one of them.";
  return {
    pointer,
    ...placeAt(text, offset),
    message: `"${show(name)}" occurs twice; the last one is used.`,
    hint,
  };
}

function find(tree: Node, keys: readonly string[]): Node | undefined {
  const path: (string | number)[] = [];
  let node: Node | undefined = tree;
  for (const key of keys) {
    path.push(node?.type === "array" ? Number(key) : key);
    node = findNodeAtLocation(tree, path);
  }
  return node;
}

function describe(text: string, error: ParseError): string {
  const what = printParseErrorCode(error.error)
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase();
  const at = text.slice(error.offset, error.offset + Math.max(error.length, 1));
  return at === "" ? `${what} at the end` : `${what} at "${show(at, 20)}"`;
}
