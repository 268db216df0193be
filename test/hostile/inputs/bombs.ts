const times = <T>(count: number, make: (i: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, i) => make(i));
const record = (count: number, make: (i: number) => readonly [string, unknown]): object =>
  Object.fromEntries(times(count, make));
const ref = (i: number): object => ({ $ref: `#/$defs/d${i}` });
const choices = (i: number, count: number): object => ({
  anyOf: times(count, (j) => ({
    type: "object",
    properties: { [`p${i}`]: { const: `v${j}` } },
    required: [`p${i}`],
  })),
});

/** Schemas that are small and of which a careless reader makes something huge, in time or in size. */
export const BOMBS: readonly (readonly [what: string, schema: object])[] = [
  ["12 choices of 10 at once", { type: "object", allOf: times(12, (i) => choices(i, 10)) }],
  [
    "60 choices of 60 at once, of three types each",
    {
      type: "object",
      properties: {
        x: {
          allOf: times(60, (i) => ({
            oneOf: times(60, (j) => ({
              ...{ type: ["string", "number", "object"], minimum: j, pattern: `^a${i}${j}` },
            })),
          })),
        },
      },
    },
  ],
  [
    "150 definitions that hold 25 of one another",
    {
      type: "object",
      $defs: record(150, (i) => [
        `d${i}`,
        {
          type: "object",
          allOf: times(25, (j) => ref((i * 7 + j * 13) % 150)),
          properties: { [`k${i}`]: { anyOf: times(20, (j) => ref((i + j) % 150)) } },
        },
      ]),
      $ref: "#/$defs/d0",
    },
  ],
  [
    "2,000 patterns of properties",
    {
      type: "object",
      patternProperties: record(2_000, (i) => [`^(a|b){${i % 50}}x{1,1000}${i}`, { type: "string" }]),
    },
  ],
  [
    "500 patterns of repeated repetitions",
    {
      type: "object",
      properties: record(500, (i) => [
        `p${i}`,
        { type: "string", pattern: `^((a{1,1000}){1,1000}){1,${i + 1}}$` },
      ]),
    },
  ],
  [
    "1,000 conditions, each of which leads to the next",
    {
      type: "object",
      unevaluatedProperties: false,
      allOf: times(1_000, (i) => ({
        if: { properties: { [`a${i}`]: { const: 1 } } },
        then: { properties: { [`b${i}`]: true } },
        else: { $ref: `#/allOf/${(i + 1) % 1_000}` },
      })),
    },
  ],
  [
    "40 definitions, each of which holds the next twice",
    {
      type: "object",
      $defs: record(40, (i) => [
        `d${i}`,
        i === 39 ? { type: "string" } : { allOf: [ref(i + 1), { not: { not: ref(i + 1) } }] },
      ]),
      properties: { p0: ref(0) },
    },
  ],
];

/** What the validators of all bombs are given: long texts, many keys, and what nests deeply. */
export const VICTIMS: readonly unknown[] = [
  {
    ...{ x: "a".repeat(50_000), p0: "a".repeat(50_000), p499: "a".repeat(50_000), k0: { k1: { k2: {} } } },
    ...record(2_000, (i) => [`${"ab".repeat(20)}${i}`, "x"]),
  },
  times(5_000, (i) => i).reduce<object>((inner) => ({ k0: inner }), {}),
];
