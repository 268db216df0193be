import { isJsonObject, type Json, type JsonObject } from "../../src/shared/json/json.js";

/** A source of randomness that a seed repeats (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const SCALARS: readonly Json[] = [
  0,
  1,
  -3,
  2.5,
  1e20,
  "",
  "x",
  "some text",
  "😀",
  "2026-01-01",
  true,
  false,
  null,
];

function pick<Item>(items: readonly Item[], random: () => number): Item {
  return items[Math.floor(random() * items.length)] as Item;
}

export function anyJson(random: () => number, depth = 0): Json {
  const kind = random();
  if (depth > 2 || kind < 0.6) return pick(SCALARS, random);
  if (kind < 0.8) return Array.from({ length: Math.floor(random() * 3) }, () => anyJson(random, depth + 1));
  return Object.fromEntries(
    ["a", "key", "__proto__", "constructor"]
      .filter(() => random() < 0.3)
      .map((key) => [key, anyJson(random, depth + 1)]),
  );
}

/** A value that `schema` probably accepts: what a server that means it would send. */
export function sample(schema: Json, root: Json, random: () => number, depth = 0): Json {
  if (!isJsonObject(schema) || depth > 12) return anyJson(random, depth);
  if (typeof schema["$ref"] === "string")
    return sample(follow(schema["$ref"], root), root, random, depth + 1);
  if (schema["const"] !== undefined) return schema["const"];
  if (Array.isArray(schema["enum"]) && schema["enum"].length > 0)
    return pick(schema["enum"] as Json[], random);
  const choices = schema["anyOf"] ?? schema["oneOf"];
  const base = Array.isArray(choices)
    ? sample(pick(choices as Json[], random), root, random, depth + 1)
    : undefined;
  const all = Array.isArray(schema["allOf"])
    ? (schema["allOf"] as Json[]).map((part) => sample(part, root, random, depth + 1))
    : [];
  const given = [base, ...all].filter((part) => part !== undefined);
  if (schema["properties"] === undefined && given.length > 0)
    return given.every(isJsonObject) ? (Object.assign({}, ...given) as Json) : (given[0] as Json);
  const types =
    schema["type"] ??
    (schema["properties"] !== undefined ? "object" : schema["items"] !== undefined ? "array" : undefined);
  switch (Array.isArray(types) ? pick(types as Json[], random) : types) {
    case "string":
      return sampleString(schema, random);
    case "integer":
    case "number":
      return sampleNumber(schema, random);
    case "boolean":
      return random() < 0.5;
    case "null":
      return null;
    case "array": {
      const length = Math.min(
        Math.max(Math.floor(random() * 4), Number(schema["minItems"] ?? 0)),
        Number(schema["maxItems"] ?? 20),
        20,
      );
      const items = schema["items"] ?? true;
      return Array.from({ length }, (_, i) =>
        sample(Array.isArray(items) ? ((items as Json[])[i] ?? true) : items, root, random, depth + 1),
      );
    }
    case "object":
      return Object.assign(
        {},
        ...given.filter(isJsonObject),
        sampleObject(schema, root, random, depth),
      ) as Json;
    default:
      return anyJson(random, depth);
  }
}

function sampleString(schema: JsonObject, random: () => number): string {
  const formats: Readonly<Record<string, string>> = {
    uri: "https://example.com/x",
    "date-time": "2026-01-01T00:00:00Z",
    date: "2026-01-01",
    email: "a@b.co",
    uuid: "123e4567-e89b-42d3-a456-426614174000",
  };
  let text =
    formats[String(schema["format"])] ?? pick(["", "abc", "some text", "😀", "a-b_c", "2026"], random);
  while (text.length < Number(schema["minLength"] ?? 0) && text.length < 2_000) text += "abcd";
  return text.slice(0, Number(schema["maxLength"] ?? 2_000));
}

function sampleNumber(schema: JsonObject, random: () => number): number {
  const low = Number(schema["minimum"] ?? Number(schema["exclusiveMinimum"] ?? -1) + 1);
  const high = Number(schema["maximum"] ?? Number(schema["exclusiveMaximum"] ?? low + 100));
  const value = low + random() * (high - low);
  return schema["type"] === "number" ? value : Math.min(Math.round(value), high);
}

function sampleObject(schema: JsonObject, root: Json, random: () => number, depth: number): JsonObject {
  const properties = isJsonObject(schema["properties"]) ? schema["properties"] : {};
  const required = new Set(Array.isArray(schema["required"]) ? (schema["required"] as string[]) : []);
  const entries = Object.keys(properties)
    .filter((key) => required.has(key) || random() < (depth > 5 ? 0.1 : 0.55))
    .map((key) => [key, sample(properties[key] as Json, root, random, depth + 1)] as const);
  const rest = schema["additionalProperties"];
  if (rest !== false && random() < 0.4)
    entries.push(["extra", sample(rest ?? true, root, random, depth + 1)]);
  return Object.fromEntries(entries);
}

function follow(reference: string, root: Json): Json {
  let at: unknown = root;
  for (const part of reference.replace(/^#\/?/, "").split("/").filter(Boolean)) {
    const key = decodeURIComponent(part).replaceAll("~1", "/").replaceAll("~0", "~");
    at = typeof at === "object" && at !== null ? (at as Record<string, unknown>)[key] : undefined;
  }
  return (at as Json | undefined) ?? true;
}

/** `value` with one place in it changed: dropped, of another type, an extra key, another scalar. */
export function mutate(value: Json, random: () => number): Json {
  const copy = structuredClone(value) as Json;
  const places: (readonly [holder: Record<string, Json>, key: string])[] = [];
  const holder = { root: copy } as Record<string, Json>;
  const walk = (at: Record<string, Json>, key: string): void => {
    places.push([at, key]);
    const inner = at[key];
    if (typeof inner === "object" && inner !== null)
      for (const each of Object.keys(inner)) walk(inner as Record<string, Json>, each);
  };
  walk(holder, "root");
  const [at, key] = pick(places, random);
  const target = at[key];
  const how = random();
  if (how < 0.25 && isJsonObject(target))
    (target as Record<string, Json>)[pick(["zz", "extra", "toString", "a"], random)] = anyJson(random);
  else if (how < 0.5 && at !== holder && !Array.isArray(at)) delete at[key];
  else at[key] = anyJson(random);
  return holder["root"] as Json;
}
