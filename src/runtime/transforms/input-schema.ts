import { pointerTo } from "../../shared/config/fault.js";
import { isJsonObject, type Json, type JsonObject } from "../../shared/json/json.js";
import { show } from "../../shared/text/show.js";
import { redirectRefs, referredTo } from "./refs.js";
import { mapEntries, objectAt, strings } from "./schema-parts.js";
import type { ArgumentTransform } from "./tool-transform.js";

/** Why arguments cannot be transformed, with the position in the config. */
export class ArgumentFault extends Error {
  readonly pointer: string;

  constructor(pointer: string, message: string) {
    super(message);
    this.pointer = pointer;
  }
}

/** Keywords whose subschemas describe the same arguments as the schema that contains them. */
const IN_PLACE = ["allOf", "anyOf", "oneOf", "not", "if", "then", "else", "dependentSchemas"] as const;

/**
 * Returns the input schema as callers see it after arguments are renamed, described, made optional and hidden. `$ref`s keep
 * their meaning, including those that point to a property.
 *
 * @throws {ArgumentFault} an argument is unknown, cannot be hidden, or would get the name of another
 */
export function transformInputSchema(
  written: JsonObject,
  transforms: ReadonlyMap<string, ArgumentTransform>,
): JsonObject {
  if (transforms.size === 0) return written;
  const schema = withRootProperties(written);
  const properties = objectAt(schema, "properties");
  check(schema, properties, transforms);
  const kept: [string, Json][] = [];
  const moved: [string, Json][] = [];
  for (const [name, property] of Object.entries(properties)) {
    const transform = transforms.get(name);
    if (transform?.hide === true) moved.push([name, property]);
    else kept.push([transform?.name ?? name, described(property, transform, schema)]);
  }
  const renamed = renameArguments({ ...schema, properties: Object.fromEntries(kept) }, transforms);
  const required = [
    ...strings(schema["required"]).flatMap((name) => {
      const transform = transforms.get(name);
      return transform?.hide === true || transform?.default !== undefined ? [] : [transform?.name ?? name];
    }),
    ...[...transforms].flatMap(([name, transform]) =>
      transform.required === true && !strings(schema["required"]).includes(name)
        ? [transform.name ?? name]
        : [],
    ),
  ];
  const { required: _required, ...others } = renamed;
  const result = required.length === 0 ? others : { ...others, required };
  return redirectRefs(result, transforms, moved);
}

function check(
  schema: JsonObject,
  properties: JsonObject,
  transforms: ReadonlyMap<string, ArgumentTransform>,
): void {
  const required = strings(schema["required"]);
  const names = new Map<string, string>();
  for (const [name, transform] of transforms) {
    if (!Object.hasOwn(properties, name)) {
      const known = Object.keys(properties).map((key) => `"${show(key)}"`);
      const has = known.length === 0 ? "It has none." : `It has ${show(known.join(", "), 400)}.`;
      throw new ArgumentFault(transform.pointer, `The tool has no argument "${show(name)}". ${has}`);
    }
    if (transform.hide === true && transform.default === undefined && required.includes(name))
      throw new ArgumentFault(
        pointerTo(transform.pointer, "hide"),
        `Argument "${show(name)}" is required, so it can only be hidden with a "default".`,
      );
  }
  for (const name of Object.keys(properties)) {
    const transform = transforms.get(name);
    if (transform?.hide === true) continue;
    const visible = transform?.name ?? name;
    const other = names.get(visible);
    if (other !== undefined)
      throw new ArgumentFault(
        (transform?.name === undefined ? transforms.get(other) : transform)?.pointer ?? "",
        `Arguments "${show(other)}" and "${show(name)}" would both be called "${show(visible)}".`,
      );
    names.set(visible, name);
  }
}

/** Replaces a schema whose root only refers to one of its definitions by that definition's keywords. */
function withRootProperties(schema: JsonObject): JsonObject {
  const { $ref, ...others } = schema;
  if (typeof $ref !== "string" || schema["properties"] !== undefined) return schema;
  const target = referredTo(schema, $ref);
  return isJsonObject(target) ? { ...target, ...others } : schema;
}

function described(property: Json, transform: ArgumentTransform | undefined, document: JsonObject): Json {
  if (transform === undefined) return property;
  // `true` and `false` are schemas, too.
  const schema: JsonObject = isJsonObject(property) ? property : property === false ? { not: {} } : {};
  const { description, default: given, examples, isSecret } = transform;
  return {
    // the server's own default does not hold where another is sent
    ...(given === undefined ? schema : withoutDefault(schema, document)),
    ...(description !== undefined && { description }),
    ...(given !== undefined && isSecret !== true && { default: given.value }),
    ...(examples !== undefined && { examples }),
  };
}

/** Removes the default of a schema; if it is that of a definition to which it refers, the definition takes the place of the reference. */
function withoutDefault(schema: JsonObject, document: JsonObject): JsonObject {
  let whole = schema;
  const seen = new Set<string>();
  for (let at = schema; typeof at["$ref"] === "string" && !seen.has(at["$ref"]);) {
    seen.add(at["$ref"]);
    const target = referredTo(document, at["$ref"]);
    if (!isJsonObject(target)) break;
    const { $ref: _, ...own } = whole;
    whole = { ...target, ...own };
    at = target;
    if (Object.hasOwn(target, "default")) {
      const { default: _default, ...rest } = whole;
      return rest;
    }
  }
  const { default: _, ...rest } = schema;
  return rest;
}

/** Renames arguments in keywords that list them, here and in subschemas about the same object. */
function renameArguments(schema: JsonObject, transforms: ReadonlyMap<string, ArgumentTransform>): JsonObject {
  const rename = (name: string): string => transforms.get(name)?.name ?? name;
  const names = (value: Json | undefined): readonly string[] =>
    strings(value)
      // An argument that is always sent cannot be missing.
      .filter((name) => transforms.get(name)?.default === undefined)
      .map(rename);
  const members = Object.entries(schema).map(([keyword, value]): [string, Json] => {
    if (keyword === "required") return [keyword, names(value)];
    if (keyword === "dependentRequired" && isJsonObject(value))
      return [keyword, mapEntries(value, (key, list) => [rename(key), names(list)])];
    if (!(IN_PLACE as readonly string[]).includes(keyword)) return [keyword, value];
    const nested = (below: Json): Json => {
      if (Array.isArray(below)) return below.map(nested);
      if (!isJsonObject(below)) return below;
      const { properties } = below;
      const own = isJsonObject(properties)
        ? { ...below, properties: mapEntries(properties, (name, property) => [rename(name), property]) }
        : below;
      return renameArguments(own, transforms);
    };
    if (keyword === "dependentSchemas" && isJsonObject(value))
      return [keyword, mapEntries(value, (key, below) => [rename(key), nested(below)])];
    return [keyword, nested(value)];
  });
  return Object.fromEntries(members);
}
