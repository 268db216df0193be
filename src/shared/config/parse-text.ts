import { findNodeAtLocation, type Node, type ParseError, parseTree, printParseErrorCode } from "jsonc-parser";
import type { Json, JsonObject } from "../json/json.js";
import { show } from "../text/show.js";
import type { ParsedConfig } from "./entry.js";
import { type ConfigFault, pointerKeys, pointerTo } from "./fault.js";
import { parseConfig } from "./parse-config.js";

/** A document read from JSON with comments and trailing commas. */
export interface ConfigDocument {
  /** The value; `undefined` when the text is no JSON at all. */
  readonly value: Json | undefined;
  /** Syntax errors and names that occur twice, with line and column. */
  readonly faults: readonly ConfigFault[];
  /** Where a value stands in the text, counted from 1; the nearest parent where the value itself is absent. */
  placeOf(pointer: string): { readonly line: number; readonly column: number };
}

/** Reads JSONC text. Never throws; a byte order mark is no error. */
export function readDocument(text: string): ConfigDocument {
  const body = text.replace(/^\uFEFF/, "");
  const errors: ParseError[] = [];
  const tree = parseTree(body, errors, { allowTrailingComma: true, allowEmptyContent: true });
  const faults: ConfigFault[] = errors.map((error) => ({
    pointer: "",
    ...placeAt(body, error.offset),
    message: `The config is not valid JSON: ${describe(body, error)}.`,
    hint: "Correct the text there; comments and trailing commas are allowed.",
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

/** `parseConfig` of JSONC text, every fault with its line and column. Text that is no JSON costs the whole config. */
export function parseConfigText(text: string, path?: string): ParsedConfig {
  const document = readDocument(text);
  const origin = path === undefined ? {} : { path };
  if (document.value === undefined || document.faults.some((fault) => fault.pointer === "")) {
    const hint = 'Write { "mcpServers": { "name": { "command": … } } }.';
    const empty = {
      pointer: "",
      line: 1,
      column: 1,
      message: "No MCP servers defined in the config: it is empty.",
      hint,
    };
    return {
      ...origin,
      servers: [],
      faults: document.faults.length > 0 ? document.faults : [empty],
      rejected: {},
      rest: {},
    };
  }
  const config = parseConfig(document.value, origin);
  const placed = config.faults.map((fault) => ({ ...fault, ...document.placeOf(fault.pointer) }));
  return { ...config, faults: [...document.faults, ...placed] };
}

/** JSON value of a node. Unlike jsonc-parser's own, a name `__proto__` stays a name and a repeated one is told. */
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
    message: `"${show(name)}" occurs twice; the last one counts.`,
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

function placeAt(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset).split(/\r\n|\r|\n/);
  return { line: before.length, column: (before.at(-1) ?? "").length + 1 };
}

function describe(text: string, error: ParseError): string {
  const what = printParseErrorCode(error.error)
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase();
  const at = text.slice(error.offset, error.offset + Math.max(error.length, 1));
  return at === "" ? `${what} at the end` : `${what} at "${show(at, 20)}"`;
}
