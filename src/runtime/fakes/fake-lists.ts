import type { Json, JsonObject } from "../../shared/json/json.js";
import type { ToolInfo } from "../tools/tool-info.js";
import type { AnyHandlers } from "./fake-handlers.js";

/** What a fake lists besides its tools, in wire format. */
export interface FakeLists {
  readonly resources?: readonly JsonObject[];
  readonly resourceTemplates?: readonly JsonObject[];
  readonly prompts?: readonly JsonObject[];
}

/** Returns the lists of a fake by method: the given items, and those that only have a handler. */
export function listsOf(
  tools: Iterable<ToolInfo>,
  { resources = {}, templates = {}, prompts = {} }: AnyHandlers,
  lists: FakeLists,
): Readonly<Record<string, { readonly key: string; readonly items: readonly JsonObject[] }>> {
  return {
    "tools/list": { key: "tools", items: [...tools].map(listed) },
    "resources/list": { key: "resources", items: withGiven(lists.resources, resources, "uri") },
    "resources/templates/list": {
      key: "resourceTemplates",
      items: withGiven(lists.resourceTemplates, templates, "uriTemplate"),
    },
    "prompts/list": { key: "prompts", items: withGiven(lists.prompts, prompts, "name") },
  };
}

/** Returns one page of a list; its cursor is where the next page begins. */
export function pageOf(
  key: string,
  items: readonly JsonObject[],
  cursor: Json | undefined,
  size: number | undefined,
): JsonObject {
  const from = typeof cursor === "string" && /^\d{1,9}$/.test(cursor) ? Number(cursor) : 0;
  const to = size === undefined ? items.length : from + size;
  return { [key]: items.slice(from, to), ...(to < items.length && { nextCursor: String(to) }) };
}

function withGiven(
  listed: readonly JsonObject[] = [],
  given: Readonly<Record<string, unknown>>,
  key: string,
): readonly JsonObject[] {
  const known = new Set(listed.map((each) => each[key]));
  const others = Object.keys(given).filter((id) => !known.has(id));
  return [...listed, ...others.map((id) => ({ [key]: id, name: id }))];
}

function listed({
  name,
  title,
  description,
  inputSchema,
  outputSchema,
  learned,
  hints,
}: ToolInfo): JsonObject {
  const annotations = Object.entries(hints).map(([hint, value]) => [`${hint}Hint`, value] as const);
  return {
    name,
    ...(title !== undefined && { title }),
    ...(description !== undefined && { description }),
    inputSchema,
    ...(outputSchema !== undefined && learned === undefined && { outputSchema }),
    ...(annotations.length > 0 && { annotations: Object.fromEntries(annotations) }),
  };
}
