import { isJsonObject, type Json, type JsonObject } from "../../shared/json/json.js";
import { segmentsOf, withoutValues } from "../../shared/json/without-values.js";
import { show } from "../../shared/text/show.js";
import type { ModelDiagnostic, ServerModel } from "../model/index.js";
import { constantPart } from "./constant-part.js";
import { type ItemList, ITEM_LISTS, itemKey, placeOf, valueAt } from "./items.js";

/** Other states of the same server. */
export interface OtherStates {
  /** The second answer. */
  readonly again?: ServerModel | undefined;
  /** Its model in the lock. */
  readonly last?: ServerModel | undefined;
}

/**
 * Returns a model without the values at `pointers`, which are recorded in it. The constant part of a text is kept; a text that is
 * already in the lock stays as it is there.
 */
export function withoutVolatile(
  model: ServerModel,
  pointers: readonly string[],
  states: OtherStates,
): ServerModel {
  const volatile = [...new Set(pointers)].filter((pointer) => valueAt(model, pointer) !== undefined).sort();
  if (volatile.length === 0) return model;
  const texts = new Map(volatile.map((pointer) => [pointer, settledText(model, pointer, states)]));
  const lists = ITEM_LISTS.map((list) => [
    list,
    model[list].map((item) => settledItem(list, item as unknown as JsonObject, texts)),
  ]);
  const { instructions: said, ...rest } = model;
  const instructions = texts.has("/instructions") ? texts.get("/instructions") : said;
  return {
    ...rest,
    ...(instructions !== undefined && { instructions }),
    ...Object.fromEntries(lists),
    volatile,
    diagnostics: [...model.diagnostics, ...volatile.map(noteOf)],
  };
}

/** Returns the pointers to values of one tool that are not compared with what is listed, relative to the listed tool. */
export function volatileOf(
  { volatile = [], masked = [] }: Pick<ServerModel, "volatile" | "masked">,
  tool: string,
): readonly string[] {
  return [...volatile, ...masked].flatMap((pointer) => {
    const place = placeOf(pointer);
    return place?.list === "tools" && place.key === tool ? [place.inside] : [];
  });
}

function settledText(model: ServerModel, pointer: string, { again, last }: OtherStates): string | undefined {
  if (!/\/(?:title|description|instructions)$/.test(pointer)) return undefined;
  const before = last?.volatile?.includes(pointer) === true ? valueAt(last, pointer) : undefined;
  if (typeof before === "string") return before;
  return again && constantPart(valueAt(model, pointer), valueAt(again, pointer));
}

function settledItem(
  list: ItemList,
  item: JsonObject,
  texts: ReadonlyMap<string, string | undefined>,
): JsonObject {
  let settled: Json = item;
  for (const [pointer, text] of texts) {
    const place = placeOf(pointer);
    if (place?.list !== list || place.key !== itemKey(list, item)) continue;
    settled =
      text === undefined
        ? withoutValues(settled, [place.inside])
        : replaced(settled, segmentsOf(place.inside), text);
  }
  return settled as JsonObject;
}

function replaced(value: Json, [segment, ...deeper]: readonly string[], text: string): Json {
  if (segment === undefined) return text;
  if (Array.isArray(value))
    return value.map((item: Json, index) =>
      String(index) === segment ? replaced(item, deeper, text) : item,
    );
  return isJsonObject(value)
    ? { ...value, [segment]: replaced(value[segment] as Json, deeper, text) }
    : value;
}

const KINDS = {
  tools: "tool",
  prompts: "prompt",
  resources: "resource",
  resourceTemplates: "resource template",
} as const;

function noteOf(pointer: string): ModelDiagnostic {
  const place = placeOf(pointer);
  return {
    code: "VALUE_VOLATILE",
    severity: "info",
    subject: place === undefined ? "instructions" : `${KINDS[place.list]} "${show(place.key)}"`,
    ...(place !== undefined && { pointer: place.inside }),
    message: `${place === undefined ? "They differ" : `${show(place.inside, 500)} differs`} each time the server is asked: the value is left out of the lock, the code and comparisons.`,
  };
}
