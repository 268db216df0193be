import { isJsonObject, type Json, type JsonObject } from "../../../../src/shared/json/json.js";

/** What a provider's documentation demands of a schema, written down apart from the printer. */
export interface Rules {
  readonly source: string;
  readonly keywords: ReadonlySet<string>;
  readonly types: ReadonlySet<string>;
  readonly enumTypes: ReadonlySet<string>;
  readonly formats?: ReadonlySet<string>;
  readonly property: RegExp;
  readonly strict: boolean;
  readonly untyped: boolean;
  readonly recursion: "any" | "optional";
  readonly depth: number;
  readonly properties: number;
  readonly enumValues: number;
  readonly characters: number;
  /** Characters of the values of one enum with more than 250 of them. */
  readonly longEnum?: number;
}

const STRUCTURE = ["type", "properties", "required", "items", "anyOf", "enum", "description"];
const ALL_TYPES = ["object", "array", "string", "number", "integer", "boolean", "null"];
const NUMBERS = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"];

export const RULES: Readonly<Record<"openaiStrict" | "openai" | "anthropic" | "google", Rules>> = {
  openaiStrict: {
    source: "developers.openai.com/api/docs/guides/structured-outputs, supported schemas",
    keywords: new Set([
      ...STRUCTURE,
      ...NUMBERS,
      "additionalProperties",
      "$ref",
      "$defs",
      "title",
      "pattern",
      "format",
      "minItems",
      "maxItems",
    ]),
    types: new Set(ALL_TYPES),
    enumTypes: new Set(["string", "number", "boolean", "null"]),
    formats: new Set(["date-time", "time", "date", "duration", "email", "hostname", "ipv4", "ipv6", "uuid"]),
    property: /^.{1,256}$/su,
    strict: true,
    untyped: false,
    recursion: "any",
    depth: 10,
    properties: 5_000,
    enumValues: 1_000,
    characters: 120_000,
    longEnum: 15_000,
  },
  openai: {
    source: "developers.openai.com/api/docs/guides/function-calling, non-strict",
    keywords: new Set([
      ...STRUCTURE,
      ...NUMBERS,
      "additionalProperties",
      "$ref",
      "$defs",
      "title",
      "pattern",
      "format",
      "minItems",
      "maxItems",
      "minLength",
      "maxLength",
      "default",
      "uniqueItems",
    ]),
    types: new Set(ALL_TYPES),
    enumTypes: new Set(["string", "number", "boolean", "null"]),
    property: /^.{1,256}$/su,
    strict: false,
    untyped: true,
    recursion: "any",
    depth: 10,
    properties: 5_000,
    enumValues: 1_000,
    characters: 120_000,
    longEnum: 15_000,
  },
  anthropic: {
    source:
      "platform.claude.com, define tools; property keys ^[a-zA-Z0-9_.-]{1,64}$, no oneOf, allOf, anyOf at the root; draft 2020-12",
    keywords: new Set([
      ...STRUCTURE,
      ...NUMBERS,
      "additionalProperties",
      "prefixItems",
      "$ref",
      "$defs",
      "title",
      "pattern",
      "format",
      "minItems",
      "maxItems",
      "minLength",
      "maxLength",
      "default",
      "uniqueItems",
    ]),
    types: new Set(ALL_TYPES),
    enumTypes: new Set(["string", "number", "boolean", "null"]),
    property: /^[a-zA-Z0-9_.-]{1,64}$/,
    strict: false,
    untyped: true,
    recursion: "any",
    depth: 30,
    properties: 5_000,
    enumValues: 5_000,
    characters: 500_000,
  },
  google: {
    source:
      "ai.google.dev structured output, JSON Schema support; parameter names start with a letter or underscore, at most 64 characters",
    keywords: new Set([
      ...STRUCTURE,
      "additionalProperties",
      "prefixItems",
      "$ref",
      "$defs",
      "title",
      "format",
      "minimum",
      "maximum",
      "minItems",
      "maxItems",
    ]),
    types: new Set(ALL_TYPES),
    enumTypes: new Set(["string", "number"]),
    formats: new Set(["date-time", "date", "time", "enum", "int32", "int64", "float", "double"]),
    property: /^[a-zA-Z_][a-zA-Z0-9_]{0,63}$/,
    strict: false,
    untyped: false,
    recursion: "optional",
    depth: 16,
    properties: 2_000,
    enumValues: 1_000,
    characters: 120_000,
  },
};

/** Everything that a provider of these rules would refuse in the arguments' schema of a tool. */
export function refusals(root: JsonObject, rules: Rules): readonly string[] {
  const faults: string[] = [];
  let properties = 0;
  let enumValues = 0;
  let characters = 0;
  if (root["type"] !== "object") faults.push("the root is not of type object");
  for (const keyword of ["anyOf", "oneOf", "allOf", "enum", "not"])
    if (keyword in root) faults.push(`${keyword} at the root`);
  const definitions = isJsonObject(root["$defs"]) ? root["$defs"] : {};
  const walk = (schema: Json, at: string, depth: number): void => {
    if (!isJsonObject(schema)) {
      if (at.endsWith("additionalProperties") && typeof schema === "boolean") return;
      faults.push(`${at} is no schema`);
      return;
    }
    for (const keyword of Object.keys(schema))
      if (!rules.keywords.has(keyword)) faults.push(`${at}: keyword ${keyword}`);
    const { type, $ref } = schema;
    if ($ref !== undefined) {
      if (Object.keys(schema).length > 1) faults.push(`${at}: keywords beside $ref`);
      const name = String($ref).replace("#/$defs/", "");
      if (!Object.hasOwn(definitions, name)) faults.push(`${at}: ${String($ref)} leads nowhere`);
      return;
    }
    const types = (Array.isArray(type) ? type : type === undefined ? [] : [type]) as readonly string[];
    for (const each of types) if (!rules.types.has(each)) faults.push(`${at}: type ${each}`);
    if (types.length === 0 && schema["anyOf"] === undefined && !rules.untyped) faults.push(`${at}: no type`);
    if (types.includes("array") && schema["items"] === undefined && schema["prefixItems"] === undefined)
      faults.push(`${at}: array without items`);
    if (
      schema["format"] !== undefined &&
      rules.formats !== undefined &&
      !rules.formats.has(schema["format"] as string)
    )
      faults.push(`${at}: format ${String(schema["format"])}`);
    if (Array.isArray(schema["enum"])) {
      enumValues += schema["enum"].length;
      const long = (schema["enum"] as readonly Json[]).map(String).join("").length;
      if (schema["enum"].length > 250 && long > (rules.longEnum ?? Infinity))
        faults.push(`${at}: ${long} characters of one enum`);
      if (schema["enum"].length === 0) faults.push(`${at}: empty enum`);
      for (const value of schema["enum"] as readonly Json[]) {
        characters += String(value).length;
        const kind = value === null ? "null" : typeof value;
        if (!rules.enumTypes.has(kind)) faults.push(`${at}: enum of ${kind}`);
      }
    }
    const inside = types.includes("object") ? depth + 1 : depth;
    if (inside > rules.depth) faults.push(`${at}: deeper than ${rules.depth}`);
    const members = isJsonObject(schema["properties"]) ? schema["properties"] : {};
    if (types.includes("object") && rules.strict) {
      if (schema["additionalProperties"] !== false) faults.push(`${at}: open object`);
      const required = new Set((schema["required"] ?? []) as readonly string[]);
      for (const name of Object.keys(members))
        if (!required.has(name)) faults.push(`${at}: ${name} is not required`);
    }
    for (const name of (schema["required"] ?? []) as readonly string[])
      if (!Object.hasOwn(members, name)) faults.push(`${at}: ${name} is required and not declared`);
    for (const [name, member] of Object.entries(members)) {
      properties++;
      characters += name.length;
      if (!rules.property.test(name)) faults.push(`${at}: property name ${JSON.stringify(name)}`);
      walk(member, `${at}.${name}`, inside);
    }
    if (schema["items"] !== undefined) walk(schema["items"], `${at}[]`, inside);
    if (schema["additionalProperties"] !== undefined)
      walk(schema["additionalProperties"], `${at}.additionalProperties`, inside);
    for (const keyword of ["anyOf", "prefixItems"])
      for (const [index, each] of ((schema[keyword] ?? []) as readonly Json[]).entries())
        walk(each, `${at}|${index}`, inside);
  };
  walk(Object.fromEntries(Object.entries(root).filter(([key]) => key !== "$defs")), "arguments", 0);
  for (const [name, schema] of Object.entries(definitions)) {
    characters += name.length;
    walk(schema, `$defs.${name}`, 0);
  }
  if (rules.recursion === "optional")
    for (const name of Object.keys(definitions))
      if (leadsBack(name, definitions)) faults.push(`$defs.${name} refers to itself by required properties`);
  if (properties > rules.properties) faults.push(`${properties} properties`);
  if (enumValues > rules.enumValues) faults.push(`${enumValues} values of enums`);
  if (characters > rules.characters) faults.push(`${characters} characters`);
  return faults;
}

/** Whether a definition contains itself without an optional property between. */
function leadsBack(wanted: string, definitions: JsonObject): boolean {
  const seen = new Set<string>();
  const leads = (schema: Json | undefined): boolean => {
    if (Array.isArray(schema)) return (schema as readonly Json[]).some(leads);
    if (!isJsonObject(schema)) return false;
    const { $ref, properties, required, items, anyOf, prefixItems, additionalProperties } = schema;
    if ($ref !== undefined) {
      const name = String($ref).replace("#/$defs/", "");
      if (name === wanted) return true;
      if (seen.has(name)) return false;
      seen.add(name);
      return leads(definitions[name]);
    }
    const needed = isJsonObject(properties)
      ? Object.entries(properties).filter(([name]) => ((required ?? []) as readonly string[]).includes(name))
      : [];
    const parts = [items, anyOf, prefixItems, additionalProperties, ...needed.map(([, member]) => member)];
    return parts.some(leads);
  };
  return leads(definitions[wanted]);
}
