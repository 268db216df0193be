import { isJsonObject, type Json, type JsonObject } from "../../json/json.js";

const INCLUDE = [
  "enabledTools",
  "enabled_tools",
  "available_tools",
  "allowedTools",
  "allowed_tools",
  "include_tools",
];
const EXCLUDE = ["disabledTools", "disabled_tools", "excludedTools", "excluded_tools", "exclude_tools"];
/** All names of lists of tools. */
export const FILTERS: readonly string[] = ["includeTools", ...INCLUDE, "excludeTools", ...EXCLUDE];

/** Converts all lists of tools to show or hide to `includeTools` and `excludeTools`. */
export function withCommonFilters(entry: JsonObject): JsonObject {
  const { options, tool_configuration: configured, toolFilter, ...rest } = entry;
  const include: Json[] = [];
  const exclude: Json[] = [];
  let shown = false;
  const found: Record<string, Json> = { ...rest };
  const take = (name: string, list: Json[]): void => {
    if (!Array.isArray(found[name])) return;
    list.push(...(found[name] as readonly Json[]));
    delete found[name];
    shown ||= list === include;
  };
  for (const name of ["includeTools", ...INCLUDE]) take(name, include);
  for (const name of ["excludeTools", ...EXCLUDE]) take(name, exclude);
  // An object under `tools` transforms them; a list, or a string, names those to show.
  if (typeof found["tools"] === "string") found["tools"] = found["tools"].split(/\s*,\s*/);
  take("tools", include);
  const filter = isJsonObject(options) ? options["toolFilter"] : toolFilter;
  if (isJsonObject(filter) && Array.isArray(filter["list"])) {
    const allows = filter["mode"] === "allow";
    (allows ? include : exclude).push(...(filter["list"] as readonly Json[]));
    shown ||= allows;
  }
  if (isJsonObject(configured)) {
    if (configured["enabled"] === false) found["disabled"] = true;
    const { allowed_tools: allowed } = configured;
    if (Array.isArray(allowed)) include.push(...(allowed as readonly Json[]));
    shown ||= Array.isArray(allowed);
  }
  // `"*"` means every tool; in Gemini CLI, a name may be followed by parameters in parentheses.
  const named = texts(include);
  const everything = named.includes("*");
  const others = isJsonObject(options) ? omit(options, "toolFilter") : undefined;
  return {
    ...found,
    ...(shown && !everything && { includeTools: named }),
    ...(exclude.length > 0 && { excludeTools: texts(exclude) }),
    ...(others !== undefined && Object.keys(others).length > 0 && { options: others }),
  };
}

function texts(list: readonly Json[]): readonly string[] {
  const names = list.flatMap((name) => (typeof name === "string" ? [name.replace(/\(.*\)$/, "")] : []));
  return [...new Set(names)];
}

function omit(object: JsonObject, name: string): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([key]) => key !== name));
}
