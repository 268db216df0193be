import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Json } from "../../../../src/shared/json/json.js";
import { compileValidators, planOf, validatorsText } from "../../../fuzz/compile-validators.js";

/** Code that would tell if it ran, in every dress that a schema can put it into. */
const EVIL = [
  '"; globalThis.PWNED = 1; "',
  "'; globalThis.PWNED = 1; '",
  "*/ globalThis.PWNED = 1; /*",
  "${globalThis.PWNED = 1}",
  "`;globalThis.PWNED=1;`",
  "\u2028globalThis.PWNED = 1//",
  "\nglobalThis.PWNED = 1\n",
  "</script>",
  "\\",
  '\\"',
  "$&$1$$",
  "\ud800",
  "\u0000",
  "\u202e",
  "__proto__",
];

function parsed(text: string): Json {
  return JSON.parse(text) as Json;
}

function nested(depth: number): Json {
  let schema: Json = {};
  for (let i = 0; i < depth; i++) schema = { properties: { a: schema } };
  return schema;
}

const wide = (count: number): Json =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`p${i}`, { type: "string" }]));
const doubling: Json = {
  $ref: "#/$defs/d0",
  $defs: {
    ...Object.fromEntries(
      Array.from({ length: 22 }, (_, i) => [
        `d${i}`,
        { anyOf: [{ $ref: `#/$defs/d${i + 1}` }, { allOf: [{ $ref: `#/$defs/d${i + 1}` }] }] },
      ]),
    ),
    d22: { type: "string" },
  },
};
const powers = [20, 20, 20, 20].reduce<Json>((items, minItems) => ({ type: "array", items, minItems }), {});

const HOSTILE: readonly (readonly [
  name: string,
  schema: Json,
  accepted: Json | undefined,
  refused?: Json,
])[] = [
  ["66 tsType", { type: "string", tsType: EVIL[0] as string }, "a", 1],
  ["67 tsEnumNames", { enum: [1], tsEnumNames: [...EVIL] }, 1, 2],
  [
    "68 title",
    { title: EVIL.join(), $ref: "#/$defs/x", $defs: { x: { title: EVIL.join(), type: "string" } } },
    "a",
    1,
  ],
  ["69 enum", { enum: [...EVIL] }, EVIL[3] as string, "x"],
  [
    "70 const",
    { const: { [EVIL[0] as string]: [...EVIL], ["__proto__"]: 1 } },
    { [EVIL[0] as string]: [...EVIL], ["__proto__"]: 1 },
    {},
  ],
  ["71 default", { type: "string", default: EVIL.join() }, "a", 1],
  ["72 $ref http", { $ref: "http://127.0.0.1:1/x.json" }, 1],
  ["73 $ref file", { $ref: "file:///etc/passwd" }, 1],
  ["74 $ref path", { $ref: "/etc/passwd" }, 1],
  ["75 remote $id", { $id: "http://127.0.0.1:1/a/", $ref: "b" }, 1],
  ['76 $ref "#"', { $ref: "#", type: "string" }, "a", 1],
  ["77 alias cycle", { $ref: "#/$defs/a", $defs: { a: { $ref: "#/$defs/b" }, b: { $ref: "#/$defs/a" } } }, 1],
  ["78 $dynamicRef loop", { $dynamicAnchor: "x", allOf: [{ $dynamicRef: "#x" }] }, 1],
  [
    "78 two dynamic anchors in a loop",
    {
      $dynamicAnchor: "x",
      $dynamicRef: "#x",
      $defs: { a: { $id: "b", $dynamicAnchor: "x", $dynamicRef: "#x" } },
    },
    1,
  ],
  ["79 2,000 deep", nested(2_000), {}],
  [
    "79 100,000 deep in a place that nobody reads",
    { "x-deep": parsed(`${"[".repeat(100_000)}${"]".repeat(100_000)}`), type: "string" },
    "a",
    1,
  ],
  ["80 20,000 properties", { properties: wide(20_000) }, {}, { p0: 1 }],
  ["81 50,000 values", { enum: Array.from({ length: 50_000 }, (_, i) => `v${i}`) }, "v7", 7],
  ["82 doubling", doubling, "a", 1],
  [
    "83 powers of minItems",
    powers,
    Array(20).fill(Array(20).fill(Array(20).fill(Array(20).fill(1)))) as Json,
    [1],
  ],
  ["84 maxItems", { type: "array", minItems: 0, maxItems: 1e9 }, [], 1],
  ["85 a pattern that backtracks", { pattern: "^(a+)+$" }, "a".repeat(50_000), `${"a".repeat(50_000)}!`],
  ["86 no pattern", { pattern: "(" }, "x"],
  [
    "86 a pattern with a line break",
    { pattern: `a\n"+globalThis.PWNED+"\u2028` },
    `a\n"+globalThis.PWNED+"\u2028`.replaceAll("+", ""),
    "",
  ],
  [
    "87 keys that backtrack",
    { patternProperties: { "^(a+)+$": { type: "string" } } },
    { [`${"a".repeat(50_000)}!`]: 1 },
    { aa: 1 },
  ],
  ["88 boolean", false, undefined, 1],
  ["88 null", null, 1],
  ["88 array", [], 1],
  ['89 type "strin"', { type: "strin" }, 1],
  [
    "90 a cycle of additionalProperties",
    { additionalProperties: { $ref: "#" }, type: "object" },
    { a: { b: {} } },
    { a: { b: 1 } },
  ],
  [
    "91 properties",
    parsed(
      '{"properties":{"\\u0000":{"type":"string"},"__proto__":{"type":"string"},"constructor":{"type":"string"}}}',
    ),
    parsed('{"__proto__":"x"}'),
    parsed('{"__proto__":1}'),
  ],
  [
    "91 evil properties",
    {
      properties: Object.fromEntries(EVIL.map((key) => [key, { type: "string" }])),
      required: [EVIL[0] as string],
      additionalProperties: false,
      type: "object",
    },
    { [EVIL[0] as string]: "a" },
    { [EVIL[0] as string]: 1 },
  ],
  [
    "91 evil names of definitions",
    {
      allOf: EVIL.map((_, i) => ({
        $ref: `#/$defs/${encodeURIComponent(EVIL[i]?.replace("\ud800", "") ?? "")}`,
      })),
      $defs: Object.fromEntries(EVIL.map((key) => [key, { type: "string" }])),
    },
    "a",
  ],
  [
    "92 x-mcp-header",
    { properties: { a: { "x-mcp-header": "a\r\nb", type: "number" } } },
    { a: 1 },
    { a: "x" },
  ],
  ["93 $schema", { $schema: EVIL.join(), type: "string" }, "a", 1],
  [
    "94 contradictions",
    { allOf: [{ type: "string" }, { type: "number" }, { not: {} }], minLength: 5, maxLength: 1 },
    undefined,
    "a",
  ],
  ["95 numbers", parsed('{"minimum":-0.0,"maximum":1e308,"multipleOf":1e-300,"enum":[0,1e308]}'), 0, 1],
  [
    "95 numbers that are none",
    parsed('{"type":"number","minimum":1e400,"multipleOf":-1,"maximum":"3","const":1e400}'),
    7,
    "x",
  ],
  [
    "evaluated as it is, with code in it",
    {
      anyOf: [{ properties: { [EVIL[0] as string]: {} } }],
      unevaluatedProperties: false,
      description: EVIL.join(),
      "x-infinite": parsed("1e400"),
    },
    { [EVIL[0] as string]: 1 },
    { x: 1 },
  ],
];

describe("a hostile schema does not run, hang, or break the code around it", () => {
  beforeEach(() => void Reflect.deleteProperty(globalThis, "PWNED"));
  afterEach(() => expect(globalThis).not.toHaveProperty("PWNED"));

  it.each(HOSTILE.map(([name, ...rest]) => [name, rest] as const))(
    "%s",
    { timeout: 20_000 },
    (_, [schema, accepted, refused]) => {
      const start = performance.now();
      const plan = planOf(schema);
      expect(validatorsText(plan).length).toBeLessThan(2_000_000);
      const validator = compileValidators(plan)["root"];
      if (accepted !== undefined) expect(validator?.safeParse(accepted).success).toBe(true);
      if (refused !== undefined) expect(validator?.safeParse(refused).success).toBe(false);
      expect(performance.now() - start).toBeLessThan(10_000);
    },
  );
});
