import { pointerTo, segmentsOf } from "../../shared/json/without-values.js";
import type { ServerModel } from "../model/index.js";

/** The lists of a model. */
export const ITEM_LISTS = ["tools", "resources", "resourceTemplates", "prompts"] as const;
export type ItemList = (typeof ITEM_LISTS)[number];

/** The identifying member of the items in each list. */
const KEYS = { tools: "name", resources: "uri", resourceTemplates: "uriTemplate", prompts: "name" } as const;

/** Returns the items of a list by key; if several have the same key, the last one. */
export function keyedItems(model: ServerModel, list: ItemList): ReadonlyMap<string, object> {
  return new Map(model[list].map((item) => [itemKey(list, item), item]));
}

export function itemKey(list: ItemList, item: object): string {
  return (item as Record<string, string>)[KEYS[list]] ?? "";
}

/**
 * Returns the item that a pointer into a model leads to, with its list and the rest of the path; `undefined` if
 * there is none.
 */
export function placeOf(
  pointer: string,
): { readonly list: ItemList; readonly key: string; readonly inside: string } | undefined {
  const [list, key, ...inside] = segmentsOf(pointer);
  const isItem = key !== undefined && inside.length > 0 && ITEM_LISTS.includes(list as ItemList);
  return isItem ? { list: list as ItemList, key, inside: pointerTo(inside) } : undefined;
}

/** Returns the value at a pointer. */
export function valueAt(model: ServerModel, pointer: string): unknown {
  if (pointer === "/instructions") return model.instructions;
  const place = placeOf(pointer);
  if (place === undefined) return undefined;
  return segmentsOf(place.inside).reduce(memberOf, keyedItems(model, place.list).get(place.key));
}

function memberOf(value: unknown, segment: string): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, segment)) return undefined;
  return (value as Record<string, unknown>)[segment];
}
