import { isJsonObject, type Json, type JsonObject } from "../../../shared/json/json.js";
import { show } from "../../../shared/text/show.js";

const MARK = "x-mcp-header";
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const PRIMITIVES = new Set<Json | undefined>(["string", "integer", "boolean"]);

/** Keywords below which a header cannot be declared, because their subschemas apply only conditionally. */
const CONDITIONAL = [
  "items",
  "prefixItems",
  "contains",
  "additionalProperties",
  "unevaluatedProperties",
  "unevaluatedItems",
  "propertyNames",
  "patternProperties",
  "dependentSchemas",
  "oneOf",
  "anyOf",
  "allOf",
  "not",
  "if",
  "then",
  "else",
  "$defs",
  "definitions",
];

/** Deeper than any real schema; a header that is declared below is not sent. */
const MAX_DEPTH = 64;

/** Whether some arguments of the tool are also sent as headers (MCP 2026-07-28, Streamable HTTP, `x-mcp-header`). */
export function hasHeaders(schema: Json): boolean {
  return JSON.stringify(schema).includes(`"${MARK}":`);
}

/**
 * Returns why a tool must be excluded because of its header declarations, as the specification requires of clients. Header
 * names must be RFC 9110 tokens, unique regardless of case, and on properties that always apply and have a primitive type.
 */
export function headerFault(schema: JsonObject): string | undefined {
  if (!hasHeaders(schema)) return undefined;
  const seen = new Set<string>();
  const visit = (
    node: Json | undefined,
    path: string,
    certain: boolean,
    depth: number,
  ): string | undefined => {
    if (Array.isArray(node)) return first(node, (child: Json) => visit(child, path, false, depth + 1));
    if (!isJsonObject(node) || depth > MAX_DEPTH) return undefined;
    const own = Object.hasOwn(node, MARK) ? declarationFault(node, path, certain, seen) : undefined;
    if (own !== undefined) return own;
    const { properties } = node;
    const below = isJsonObject(properties)
      ? first(Object.keys(properties), (key) =>
          visit(properties[key], path === "" ? key : `${path}.${key}`, certain, depth + 1),
        )
      : undefined;
    return (
      below ??
      first(CONDITIONAL, (keyword) =>
        conditional(node[keyword], keyword, (child) =>
          visit(child, `${path}.<${keyword}>`, false, depth + 1),
        ),
      )
    );
  };
  return visit(schema, "", true, 0);
}

/** Keywords that map names to schemas are not schemas themselves. */
function conditional(
  value: Json | undefined,
  keyword: string,
  visit: (child: Json) => string | undefined,
): string | undefined {
  const named =
    keyword === "$defs" ||
    keyword === "definitions" ||
    keyword === "patternProperties" ||
    keyword === "dependentSchemas";
  if (value === undefined) return undefined;
  return named && isJsonObject(value) ? first(Object.values(value), visit) : visit(value);
}

function declarationFault(
  node: JsonObject,
  path: string,
  certain: boolean,
  seen: Set<string>,
): string | undefined {
  const name = node[MARK];
  const where = `its property "${show(path || "(root)", 80)}"`;
  if (!certain || path === "") return `${where} declares a header where it may be absent`;
  if (typeof name !== "string" || !TOKEN.test(name))
    return `${where} declares a header whose name is not a token: ${show(JSON.stringify(name), 60)}`;
  if (!PRIMITIVES.has(node["type"]))
    return `${where} declares a header but is not a string, integer or boolean`;
  const lower = name.toLowerCase();
  if (seen.has(lower)) return `two properties declare the header "${show(name, 80)}"`;
  seen.add(lower);
  return undefined;
}

function first<T>(items: readonly T[], find: (item: T) => string | undefined): string | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
