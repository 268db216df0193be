import { pointerTo, segmentsOf } from "../../shared/json/without-values.js";
import type { ServerModel } from "../model/index.js";

/** The lists of a model. */
export const ITEM_LISTS = ["tools", "resources", "resourceTemplates", "prompts"] as const;
export type ItemList = (typeof ITEM_LISTS)[number];

/** What an item of each list is called by. */
const KEYS = { tools: "name", resources: "uri", resourceTemplates: "uriTemplate", prompts: "name" } as const;

/** The items of a list by what they are called; of several that are called the same, the last. */
export function keyedItems(model: ServerModel, list: ItemList): ReadonlyMap<string, object> {
  return new Map(model[list].map((item) => [itemKey(list, item), item]));
}

export function itemKey(list: ItemList, item: object): string {
  return (item as Record<string, string>)[KEYS[list]] ?? "";
}

/** Where a pointer into a model leads: into which item of which list, and to what in it. `undefined`: to no item. */
export function placeOf(
  pointer: string,
): { readonly list: ItemList; readonly key: string; readonly inside: string } | undefined {
  const [list, key, ...inside] = segmentsOf(pointer);
  const isItem = key !== undefined && inside.length > 0 && ITEM_LISTS.includes(list as ItemList);
  return isItem ? { list: list as ItemList, key, inside: pointerTo(inside) } : undefined;
}

/** What a pointer leads to. */
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
