import { type Script, script } from "../kit/script.js";

/** A schema, what is wrong with it, and values that its validator must settle in time. */
type Case = readonly [number: number, what: string, schema: unknown];

const nested = (depth: number): object => {
  let inner: object = { type: "string" };
  for (let i = 0; i < depth; i++) inner = { type: "object", properties: { a: inner } };
  return inner;
};
const doubling = (depth: number): object => ({
  type: "object",
  properties: { a: { $ref: "#/$defs/d0" } },
  $defs: Object.fromEntries(
    Array.from({ length: depth }, (_, i) => [
      `d${i}`,
      i === depth - 1
        ? { type: "string" }
        : {
            anyOf: [
              { $ref: `#/$defs/d${i + 1}` },
              {
                type: "object",
                properties: { l: { $ref: `#/$defs/d${i + 1}` }, r: { $ref: `#/$defs/d${i + 1}` } },
              },
            ],
          },
    ]),
  ),
});
const times = (count: number, make: (i: number) => readonly [string, unknown]): object =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => make(i)));
const string = { type: "string" };

function cases(evil: string, closed: string): readonly Case[] {
  const of = (schema: unknown): object => ({ type: "object", properties: { a: schema } });
  return [
    [66, "tsType", of({ tsType: `string}; ${evil}; type X = {`, items: { tsType: evil } })],
    [
      67,
      "tsEnumNames",
      of({ enum: ["a"], tsEnumNames: [`}; ${evil}; enum X {`], "x-enum-varnames": [evil] }),
    ],
    [
      68,
      "title is code",
      {
        ...of({ title: `}; ${evil}; {`, type: "object", properties: { b: string } }),
        title: `X {}; ${evil}; interface Y`,
      },
    ],
    [
      69,
      "enum of quotes and backticks",
      of({ enum: ['"', "'", "`", "\\", "${" + evil + "}", "*/", "\n", "\u2028", '\\"'] }),
    ],
    [70, "deep const", of({ const: JSON.parse(`${'{"a":['.repeat(60)}1${"]}".repeat(60)}`) })],
    [
      70,
      "const with __proto__",
      JSON.parse('{"type":"object","properties":{"a":{"const":{"__proto__":{"x":[{"constructor":1}]}}}}}'),
    ],
    [
      71,
      "default is code",
      { type: "object", properties: { a: { type: "string", default: `${evil}` } }, required: ["a"] },
    ],
    [
      71,
      "default of another type",
      { type: "object", properties: { a: { type: "number", default: { [evil]: evil } } }, required: ["a"] },
    ],
    [72, "$ref over http", of({ $ref: closed })],
    [73, "$ref to a file URL", of({ $ref: "file:///etc/passwd" })],
    [73, "$ref to a path", of({ $ref: "package.json#/name" })],
    [74, "$ref to /etc/passwd", of({ $ref: "/etc/passwd" })],
    [75, "remote $id, relative $ref", { $id: `${closed}/base.json`, ...of({ $ref: "other.json" }) }],
    [75, "remote $schema", { $schema: closed, ...of(string) }],
    [76, "$ref to itself", { $ref: "#" }],
    [76, "property that refers to the root", of({ $ref: "#" })],
    [
      77,
      "cycle of aliases",
      { ...of({ $ref: "#/$defs/a" }), $defs: { a: { $ref: "#/$defs/b" }, b: { $ref: "#/$defs/a" } } },
    ],
    [
      78,
      "loop of $dynamicRef",
      {
        $dynamicAnchor: "n",
        ...of({ $dynamicRef: "#n" }),
        $defs: { x: { $dynamicAnchor: "n", $dynamicRef: "#n" } },
      },
    ],
    [79, "64 deep", nested(60)],
    [79, "200 deep", nested(100)],
    [80, "5,000 properties", { type: "object", properties: times(5_000, (i) => [`p${i}`, string]) }],
    [
      80,
      "20,000 properties",
      {
        type: "object",
        properties: times(20_000, (i) => [`p${i}`, string]),
        required: Array.from({ length: 20_000 }, (_, i) => `p${i}`),
      },
    ],
    [81, "50,000 values", of({ enum: Array.from({ length: 50_000 }, (_, i) => `value ${i}`) })],
    [82, "2^22 references", doubling(23)],
    [
      83,
      "minItems 20^4",
      of({
        type: "array",
        minItems: 20,
        items: {
          type: "array",
          minItems: 20,
          items: { type: "array", minItems: 20, items: { type: "array", minItems: 20 } },
        },
      }),
    ],
    [84, "maxItems 1e9", of({ type: "array", minItems: 1e9, maxItems: 1e9, prefixItems: [string] })],
    [
      84,
      "huge bounds",
      of({ type: "string", minLength: 1e15, maxLength: 9007199254740992, multipleOf: 1e-300 }),
    ],
    [85, "pattern ^(a+)+$", of({ type: "string", pattern: "^(a+)+$" })],
    [85, "pattern (a|a)*b with a fixed count", of({ type: "string", pattern: "^((a|a)*b){1,30}$" })],
    [
      85,
      "pattern of 1,000 times 1,000",
      of({ type: "string", pattern: "^(?:(?:a{0,1000}){0,1000}){0,1000}$" }),
    ],
    [86, "pattern (", of({ type: "string", pattern: "(" })],
    [86, "pattern with look-behind and back-reference", of({ type: "string", pattern: "(?<=a)(b)\\1" })],
    [86, "pattern /;code", of({ type: "string", pattern: `/;${evil};/` })],
    [
      87,
      "patternProperties (a+)+$",
      { type: "object", patternProperties: { "^(a+)+$": string, "(": string } },
    ],
    [88, "true", true],
    [88, "array in place of a schema", of([])],
    [88, "null in place of a schema", of(null)],
    [88, "text in place of a schema", of(evil)],
    [89, 'type "strin"', of({ type: "strin" })],
    [89, "type of the root", { type: "array" }],
    [
      90,
      "additionalProperties in a circle",
      { type: "object", additionalProperties: { $ref: "#" }, unevaluatedProperties: { $ref: "#" } },
    ],
    [
      91,
      "property NUL",
      of(string) && {
        type: "object",
        properties: { "\u0000": string, "": string, "\ud800": string },
        required: ["\u0000"],
      },
    ],
    [
      91,
      "property __proto__",
      JSON.parse(
        '{"type":"object","properties":{"__proto__":{"type":"string"},"constructor":{"type":"string"},"toString":{"type":"number"}},"required":["__proto__","toString"]}',
      ),
    ],
    [
      91,
      "property __proto__, sole and required",
      JSON.parse('{"type":"object","properties":{"__proto__":{"type":"string"}},"required":["__proto__"]}'),
    ],
    [92, "x-mcp-header with CRLF", of({ type: "string", "x-mcp-header": "a\r\nX-Evil: 1" })],
    [
      92,
      "x-mcp-header twice",
      {
        type: "object",
        properties: {
          a: { type: "string", "x-mcp-header": "One" },
          b: { type: "string", "x-mcp-header": "oNE" },
        },
      },
    ],
    [92, "x-mcp-header on a number", of({ type: "number", "x-mcp-header": "N" })],
    [
      92,
      "x-mcp-header under $ref",
      { ...of({ $ref: "#/$defs/h" }), $defs: { h: { type: "string", "x-mcp-header": "H" } } },
    ],
    [93, "unknown dialect", { $schema: "https://example.invalid/schema", ...of(string) }],
    [93, "dialect of another type", { $schema: 7, ...of(string) }],
    [
      94,
      "allOf contradicts itself",
      { type: "object", allOf: [of(string), of({ type: "number" }), { not: {} }], required: ["a"] },
    ],
    [95, "-0", of({ const: -0, minimum: -0, default: -0 })],
  ];
}

/** The era of the server may forbid these (headers, SEP-2243). */
function isUnusable(number: number, tool: string): boolean {
  return number === 92 && tool !== "good";
}

/** Each schema as input, output, property, definition and argument of a prompt; some of them in raw text only. */
export function schemas(evil: string, closed: string): readonly Script[] {
  const made = cases(evil, closed).map(([number, what, schema], i) => {
    const tools = [
      { name: "good", inputSchema: { type: "object" } },
      { name: "input", inputSchema: schema },
      { name: "output", inputSchema: { type: "object" }, outputSchema: schema },
      {
        name: "inner",
        inputSchema: {
          type: "object",
          properties: { x: schema, y: { $ref: "#/$defs/D" } },
          $defs: { D: schema },
        },
      },
    ];
    const names = tools.map(({ name }) => name);
    return script({
      key: `schema ${i}`,
      number,
      what,
      callable: names.filter((name) => !isUnusable(number, name)),
      dropped: names.filter((name) => isUnusable(number, name)),
      tools,
      prompts: [
        {
          name: "p",
          arguments: [
            {
              name: "a",
              description: `Provide as a JSON string matching the following schema: ${JSON.stringify(schema)}`,
            },
          ],
        },
      ],
    });
  });
  const good = '{"name":"good","inputSchema":{"type":"object"}}';
  const raw = (number: number, what: string, item: string, callable: readonly string[]): Script =>
    script({
      key: `raw ${what}`,
      number,
      what,
      callable: ["good", ...callable],
      lists: { "tools/list": [{ items: `[${good},${item}]` }] },
    });
  const deep = `${'{"properties":{"a":'.repeat(1_000)}{}${"}}".repeat(1_000)}`;
  return [
    ...made,
    raw(79, "2,000 deep", `{"name":"deep","inputSchema":${deep}}`, []),
    raw(79, "2,000 deep in _meta", `{"name":"deep","inputSchema":{"type":"object"},"_meta":${deep}}`, []),
    raw(
      95,
      "1e400",
      '{"name":"huge","inputSchema":{"type":"object","properties":{"a":{"const":1e400,"minimum":-1e400,"default":1e400}}}}',
      ["huge"],
    ),
    raw(
      95,
      "many digits",
      '{"name":"digits","inputSchema":{"type":"object","properties":{"a":{"const":12345678901234567890.123e-400,"enum":[1e21,1e-7,0.1e1]}}}}',
      ["digits"],
    ),
    raw(
      91,
      "a key twice",
      '{"name":"twice","name":"twice2","inputSchema":{"type":"object","type":"object"}}',
      ["twice2"],
    ),
    raw(
      47,
      "a name twice",
      '{"name":"d","inputSchema":{"type":"object"}},{"name":"d","description":"other","inputSchema":{"type":"object"}}',
      ["d"],
    ),
    raw(
      51,
      "names of other types",
      '{"name":7,"inputSchema":{}},{"name":null,"inputSchema":{}},{"name":{"toString":"x"},"inputSchema":{}},{"inputSchema":{}},null,[],"x"',
      [],
    ),
    raw(
      41,
      "names that collide",
      '{"name":"a-b","inputSchema":{"type":"object"}},{"name":"a_b","inputSchema":{"type":"object"}},{"name":"aB","inputSchema":{"type":"object"}}',
      ["a-b", "a_b", "aB"],
    ),
    raw(
      42,
      "names that differ in case",
      '{"name":"Foo","inputSchema":{"type":"object"}},{"name":"foo","inputSchema":{"type":"object"}},{"name":"FOO","inputSchema":{"type":"object"}}',
      ["Foo", "foo", "FOO"],
    ),
    raw(
      43,
      "names in NFC and NFD",
      '{"name":"\u00e9","inputSchema":{"type":"object"}},{"name":"e\u0301","inputSchema":{"type":"object"}}',
      ["\u00e9", "e\u0301"],
    ),
    raw(
      88,
      "schemas of other types",
      '{"name":"n","inputSchema":null},{"name":"t","inputSchema":"x"},{"name":"l","inputSchema":[]},{"name":"o","inputSchema":{"type":"object"},"outputSchema":[]}',
      ["o"],
    ),
    script({
      key: "long description",
      number: 28,
      what: "5 MB description of a tool",
      callable: ["long", "good"],
      tools: [
        { name: "good", inputSchema: { type: "object" } },
        { name: "long", description: "d */ ".repeat(1_000_000), inputSchema: { type: "object" } },
      ],
    }),
    script({
      key: "long schema text",
      number: 28,
      what: "5 MB description in a schema",
      callable: ["long"],
      tools: [{ name: "long", inputSchema: { type: "object", description: "d".repeat(5_000_000) } }],
    }),
    script({
      key: "long texts",
      number: 28,
      what: "5 MB instructions and prompt",
      callable: [],
      initialize: `"capabilities":{"prompts":{},"resources":{}},"serverInfo":{"name":"x","version":"1"},"instructions":"${"i".repeat(5_000_000)}"`,
      prompts: [{ name: "p", description: "p\\n".repeat(2_000_000) }],
      resources: [{ uri: "x://a", name: "r".repeat(5_000_000), description: "r".repeat(500_000) }],
    }),
    script({
      key: "wide lines",
      number: 28,
      what: "half a million lines",
      callable: ["lines"],
      tools: [{ name: "lines", description: "\n".repeat(500_000) + "x", inputSchema: { type: "object" } }],
    }),
  ];
}
