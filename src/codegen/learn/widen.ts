import { isJsonObject, type Json, type JsonObject, objectOf } from "../../shared/json/json.js";
import { accepts, readSchema } from "../../shared/json-schema/index.js";
import { observe, schemaOf } from "./infer/index.js";

/** Keywords that restrict values besides `type`, by kind of value. Those that a value violates are dropped. */
const ASSERTIONS: Readonly<Record<string, readonly string[]>> = {
  string: ["format", "pattern", "minLength", "maxLength"],
  number: ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"],
  array: ["minItems", "maxItems", "uniqueItems", "contains", "prefixItems"],
  object: ["minProperties", "maxProperties", "propertyNames", "dependentRequired"],
};

/** Changes the schema as little as needed to accept `value`: what a person wrote is kept as far as possible. */
export function widen(schema: Json, value: Json): Json {
  const definitions = isJsonObject(schema) && isJsonObject(schema["$defs"]) ? schema["$defs"] : {};
  const widener = new Widener(definitions);
  const widened = widener.widen(schema, value);
  if (!isJsonObject(widened) || Object.keys(definitions).length === 0) return widened;
  return { ...widened, $defs: widener.definitions };
}

class Widener {
  definitions: JsonObject;

  constructor(definitions: JsonObject) {
    this.definitions = definitions;
  }

  widen(schema: Json, value: Json): Json {
    if (this.#fits(schema, value)) return schema;
    if (!isJsonObject(schema)) return schemaOfOne(value);
    const widened = this.#widened(schema, value);
    return this.#fits(widened, value) ? widened : { anyOf: [without(schema, ["$defs"]), schemaOfOne(value)] };
  }

  #fits(schema: Json, value: Json): boolean {
    return accepts(readSchema(isJsonObject(schema) ? { ...schema, $defs: this.definitions } : schema), value);
  }

  #widened(schema: JsonObject, value: Json): JsonObject {
    const { $ref: ref } = schema;
    if (typeof ref === "string") {
      const [, name = ""] = /^#\/\$defs\/([^/~%]+)$/.exec(ref) ?? [];
      if (!Object.hasOwn(this.definitions, name)) return schema;
      let was: Json | undefined;
      // the value may contain others of the same type, which widen it meanwhile
      while (was !== this.definitions[name]) {
        was = this.definitions[name] as Json;
        const definition = this.widen(was, value);
        if (was === this.definitions[name]) this.definitions = { ...this.definitions, [name]: definition };
      }
      return schema;
    }
    const { anyOf } = schema;
    if (Array.isArray(anyOf))
      return { ...schema, anyOf: this.#alternatives(anyOf as readonly Json[], value) };
    const open = without(schema, ["const", "enum", ...(ASSERTIONS[kindOf(value)] ?? [])]);
    const assertions = this.#fits(without(schema, ["const", "enum"]), value) ? ["const", "enum"] : undefined;
    const typed = withType(assertions === undefined ? open : without(schema, assertions), schema, value);
    if (Array.isArray(value)) return this.#array(typed, value as readonly Json[]);
    return isJsonObject(value) ? this.#object(typed, value) : typed;
  }

  /** Widens the alternative that is meant for the value, or adds one if there is none. */
  #alternatives(all: readonly Json[], value: Json): readonly Json[] {
    const meant = all.findIndex((each) => isJsonObject(each) && isMeant(each, value));
    if (meant === -1) return [...all, schemaOfOne(value)];
    return all.map((each, index) => (index === meant ? this.widen(each, value) : each));
  }

  #array(schema: JsonObject, value: readonly Json[]): JsonObject {
    if (schema["items"] === undefined) return schema;
    let items: Json = schema["items"];
    for (const item of value) items = this.widen(items, item);
    return { ...schema, items };
  }

  #object(schema: JsonObject, value: JsonObject): JsonObject {
    const { properties: given, additionalProperties: others, required } = schema;
    const properties = isJsonObject(given) ? given : {};
    let rest = others;
    const widened = new Map(Object.entries(properties));
    for (const key of Object.keys(value)) {
      const member = value[key] as Json;
      const property = widened.get(key);
      if (property !== undefined) widened.set(key, this.widen(property, member));
      else if (isJsonObject(rest)) rest = this.widen(rest, member);
      else widened.set(key, schemaOf(observe(member)));
    }
    const always = Array.isArray(required)
      ? (required as readonly Json[]).filter((name) => typeof name === "string" && Object.hasOwn(value, name))
      : [];
    return {
      ...without(schema, ["required"]),
      ...(widened.size > 0 && {
        properties: objectOf([...widened.keys()], (key) => widened.get(key) as Json),
      }),
      ...(rest !== undefined && { additionalProperties: rest }),
      ...(always.length > 0 && { required: always }),
    };
  }
}

/** Returns an alternative for `value`. One for null is no more than that, although null alone says nothing of a member's type. */
function schemaOfOne(value: Json): JsonObject {
  return value === null ? { type: "null" } : schemaOf(observe(value));
}

/** Whether an alternative is for values like this one: by its tag, or else by its type. */
function isMeant(schema: JsonObject, value: Json): boolean {
  const { properties, type } = schema;
  if (isJsonObject(properties) && isJsonObject(value)) {
    const tags = Object.entries(properties).filter(([, each]) => isJsonObject(each) && "const" in each);
    if (tags.length > 0) return tags.every(([key, tag]) => value[key] === (tag as JsonObject)["const"]);
  }
  const types = Array.isArray(type) ? type : [type];
  return types.includes(kindOf(value)) || (kindOf(value) === "number" && types.includes("integer"));
}

/** Adds the type of the value to `schema`. `was` may have implied its type by its values only. */
function withType(schema: JsonObject, was: JsonObject, value: Json): JsonObject {
  const kind = kindOf(value);
  const values = Array.isArray(was["enum"])
    ? (was["enum"] as readonly Json[])
    : "const" in was
      ? [was["const"] as Json]
      : [];
  const types = [schema["type"] ?? values.map(kindOf)].flat().filter((each) => typeof each === "string");
  if (types.length === 0) return schema;
  const others =
    kind === "number" && !Number.isInteger(value) ? types.filter((type) => type !== "integer") : types;
  const covered = others.includes(kind) || (kind === "number" && others.includes("integer"));
  const all = [...new Set(covered ? others : [...others, kind])];
  return { ...schema, type: all.length === 1 ? (all[0] as string) : all };
}

function kindOf(value: Json): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}

function without(schema: JsonObject, keys: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(schema).filter(([key]) => !keys.includes(key)));
}
