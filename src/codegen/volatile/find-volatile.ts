import { canonicalJson } from "../../shared/json/canonical.js";
import { isJsonObject, type Json } from "../../shared/json/json.js";
import { pointerTo } from "../../shared/json/without-values.js";
import type { ServerModel } from "../model/index.js";
import { type ItemList, ITEM_LISTS, keyedItems } from "./items.js";

/** Members of a schema that describe values and change no type: without them, everything valid stays valid. */
const ANNOTATIONS = new Set(["default", "examples", "example", "title", "description", "$comment"]);

/** Members of a schema whose own members are names, not keywords. */
const NAMED = new Set(["properties", "patternProperties", "$defs", "definitions", "dependentSchemas"]);

/** Texts of an item besides its schemas. */
const TEXTS = ["title", "description"] as const;

/**
 * Returns JSON pointers to values that differ between two states of one server and do not affect a type: defaults, examples,
 * texts, `_meta`. Items of lists are addressed by name. An item that differs in anything else really changed.
 */
export function findVolatile(one: ServerModel, other: ServerModel): readonly string[] {
  const found = one.instructions === other.instructions ? [] : ["/instructions"];
  return [...found, ...ITEM_LISTS.flatMap((list) => inList(list, one, other))];
}

function inList(list: ItemList, one: ServerModel, other: ServerModel): readonly string[] {
  const others = keyedItems(other, list);
  return [...keyedItems(one, list)].flatMap(([key, item]) => {
    const counterpart = others.get(key);
    if (counterpart === undefined) return [];
    return inItem(item, counterpart).map((segments) => pointerTo([list, key, ...segments]));
  });
}

function inItem(one: object, other: object): readonly (readonly string[])[] {
  const [a, b] = [one as Record<string, Json>, other as Record<string, Json>];
  const differ = (key: string): boolean => !same(a[key], b[key]);
  const texts = TEXTS.filter(differ).map((key) => [key]);
  const metas = [...new Set([...keysOf(a["meta"]), ...keysOf(b["meta"])])];
  const meta = metas.filter((key) => !same(memberOf(a["meta"], key), memberOf(b["meta"], key)));
  const schemas = ["inputSchema", "outputSchema"].flatMap((key) => inSchema(a[key], b[key], [key], false));
  return [...texts, ...meta.map((key) => ["meta", key]), ...schemas];
}

/** Finds where two schemas differ in annotations only; other differences are not returned. */
function inSchema(
  one: Json | undefined,
  other: Json | undefined,
  at: readonly string[],
  isNames: boolean,
): readonly (readonly string[])[] {
  if (Array.isArray(one) && Array.isArray(other))
    return one.flatMap((item, index) =>
      inSchema(item as Json, other[index] as Json, [...at, String(index)], false),
    );
  if (!isJsonObject(one) || !isJsonObject(other)) return [];
  return Object.keys({ ...one, ...other }).flatMap((key) => {
    const [a, b] = [memberOf(one, key), memberOf(other, key)];
    if (same(a, b)) return [];
    if (!isNames && ANNOTATIONS.has(key)) return [[...at, key]];
    return inSchema(a, b, [...at, key], !isNames && NAMED.has(key));
  });
}

function same(one: Json | undefined, other: Json | undefined): boolean {
  return one === other || canonicalJson(one ?? null) === canonicalJson(other ?? null);
}

function keysOf(value: Json | undefined): readonly string[] {
  return isJsonObject(value) ? Object.keys(value) : [];
}

function memberOf(value: Json | undefined, key: string): Json | undefined {
  return isJsonObject(value) && Object.hasOwn(value, key) ? (value[key] as Json) : undefined;
}
