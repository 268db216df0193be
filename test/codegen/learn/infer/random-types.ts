import type { Json, JsonObject } from "../../../../src/shared/json/json.js";

/** Uniform in [0, 1), the same for the same seed (mulberry32). */
export type Random = () => number;

/** A schema, and values of it. */
export interface RandomType {
  readonly schema: JsonObject;
  make(random: Random): Json;
}

const WORDS = ["id", "name", "state", "url", "owner", "items", "total", "created", "tags", "note", "score"];
const TEXTS = [
  "",
  "alpha",
  "Beta 2",
  "a longer text, with a comma",
  "x@example.org",
  "42",
  "true",
  "2026-01-02",
];

export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const whole = (random: Random, from: number, to: number): number =>
  from + Math.floor(random() * (to - from + 1));
const oneOf = <T>(random: Random, all: readonly T[]): T => all[Math.floor(random() * all.length)] as T;
const hex = (random: Random, length: number): string =>
  Array.from({ length }, () => whole(random, 0, 15).toString(16)).join("");

/** An output schema as tools have them: an object or a list of objects, now and then something else. */
export function randomType(random: Random): RandomType {
  const kind = random();
  if (kind < 0.6) return objectType(random, 0);
  if (kind < 0.85) return arrayType(objectType(random, 1));
  return anyType(random, 0);
}

function anyType(random: Random, depth: number): RandomType {
  const inner = depth < 3 ? random() : random() * 0.6;
  if (inner < 0.6) {
    const leaf = leafType(random);
    return random() < 0.15 ? nullable(leaf) : leaf;
  }
  if (inner < 0.75) return arrayType(anyType(random, depth + 1));
  if (inner < 0.82) return mapType(random, depth);
  if (inner < 0.87) return taggedType(random, depth);
  if (inner < 0.9) return treeType(random);
  return objectType(random, depth + 1);
}

function leafType(random: Random): RandomType {
  const values = WORDS.slice(0, whole(random, 2, 5));
  return oneOf<RandomType>(random, [
    { schema: { type: "string" }, make: (r) => oneOf(r, TEXTS) + (r() < 0.5 ? hex(r, 4) : "") },
    { schema: { type: "string" }, make: (r) => hex(r, 3) },
    { schema: { type: "string", enum: values }, make: (r) => oneOf(r, values) },
    {
      schema: { type: "string", format: "date-time" },
      make: (r) => new Date(1.7e12 + whole(r, 0, 1e10)).toISOString(),
    },
    {
      schema: { type: "string", format: "uuid" },
      make: (r) => `${hex(r, 8)}-${hex(r, 4)}-4${hex(r, 3)}-a${hex(r, 3)}-${hex(r, 12)}`,
    },
    { schema: { type: "string", format: "uri" }, make: (r) => `https://example.org/${hex(r, 6)}` },
    { schema: { type: "integer" }, make: (r) => whole(r, 0, 1_000) },
    { schema: { type: "number" }, make: (r) => (r() < 0.7 ? whole(r, 0, 50) : Math.round(r() * 1e4) / 100) },
    { schema: { type: "boolean" }, make: (r) => r() < 0.5 },
  ]);
}

function nullable(of: RandomType): RandomType {
  return { schema: { anyOf: [of.schema, { type: "null" }] }, make: (r) => (r() < 0.3 ? null : of.make(r)) };
}

function arrayType(items: RandomType): RandomType {
  return {
    schema: { type: "array", items: items.schema },
    make: (r) => Array.from({ length: whole(r, 0, 4) }, () => items.make(r)),
  };
}

interface Member {
  readonly type: RandomType;
  /** How often it is there. */
  readonly share: number;
}

function recordOf(members: ReadonlyMap<string, Member>): RandomType {
  const names = [...members.keys()];
  return {
    schema: {
      type: "object",
      properties: Object.fromEntries([...members].map(([name, { type }]) => [name, type.schema])),
      required: names.filter((name) => members.get(name)?.share === 1),
    },
    make: (r) =>
      Object.fromEntries(
        [...members].flatMap(([name, { type, share }]) => (r() < share ? [[name, type.make(r)]] : [])),
      ),
  };
}

function objectType(random: Random, depth: number): RandomType {
  const names = new Set(Array.from({ length: whole(random, 1, 6) }, () => oneOf(random, WORDS)));
  return recordOf(
    new Map(
      [...names].map((name) => [
        name,
        { type: anyType(random, depth + 1), share: random() < 0.65 ? 1 : 0.2 + 0.6 * random() },
      ]),
    ),
  );
}

function mapType(random: Random, depth: number): RandomType {
  const values = anyType(random, depth + 1);
  const key = oneOf<(r: Random) => string>(random, [
    (r) => String(whole(r, 1, 99_999)),
    (r) => `src/${hex(r, 4)}.ts`,
    (r) => new Date(1.7e12 + whole(r, 0, 1e11)).toISOString().slice(0, 10),
    (r) => `${hex(r, 8)}-${hex(r, 4)}-4${hex(r, 3)}-a${hex(r, 3)}-${hex(r, 12)}`,
    (r) => oneOf(r, ["ada", "bob", "eve", "kim", "lee", "max", "pat", "sam"]) + hex(r, 3),
  ]);
  return {
    schema: { type: "object", additionalProperties: values.schema },
    make: (r) =>
      Object.fromEntries(Array.from({ length: whole(r, 0, 4) }, () => [key(r), values.make(r)] as const)),
  };
}

function taggedType(random: Random, depth: number): RandomType {
  const tag = oneOf(random, ["type", "kind", "event"]);
  const variants = ["created", "closed", "moved"].slice(0, whole(random, 2, 3)).map((value, i) => {
    const own = objectType(random, depth + 2);
    const members = new Map<string, Member>([
      [tag, { type: { schema: { const: value }, make: () => value }, share: 1 }],
      [`${value}By`, { type: leafType(random), share: 1 }],
      ["data", { type: own, share: i === 0 ? 1 : 0.5 }],
    ]);
    return recordOf(members);
  });
  return {
    schema: { anyOf: variants.map(({ schema }) => schema) },
    make: (r) => oneOf(r, variants).make(r),
  };
}

function treeType(random: Random): RandomType {
  const leaf = leafType(random);
  const properties = { name: { type: "string" }, value: leaf.schema };
  const make = (r: Random, depth: number): Json => ({
    name: hex(r, 5),
    value: leaf.make(r),
    ...(r() < 0.6 && {
      children: Array.from({ length: depth > 2 ? 0 : whole(r, 0, 3) }, () => make(r, depth + 1)),
    }),
  });
  // no $ref: the schema of a tree of any depth, as one who has only seen three levels could write it
  let node: JsonObject = { type: "object", properties, required: ["name", "value"] };
  for (let level = 0; level < 8; level++)
    node = {
      type: "object",
      properties: { ...properties, children: { type: "array", items: node } },
      required: ["name", "value"],
    };
  return { schema: node, make: (r) => make(r, 0) };
}
