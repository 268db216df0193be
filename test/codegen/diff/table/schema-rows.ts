import type { Json, JsonObject } from "../../../../src/shared/json/json.js";
import { type Row, server } from "./row.js";
import { SCHEMA_CHANGES, type SchemaChange } from "./schema-changes.js";

/** Where a schema stands inside another one. */
const NESTINGS: readonly (readonly [string, (inner: Json) => Json])[] = [
  ["in a property", (inner) => root(inner)],
  [
    "in an object in an object",
    (inner) => root({ type: "object", properties: { q: inner }, required: ["q"] }),
  ],
  ["in a list", (inner) => root({ type: "array", items: inner })],
  ["behind a reference", (inner) => ({ ...root({ $ref: "#/$defs/Part" }), $defs: { Part: inner } })],
  ["in a map", (inner) => root({ type: "object", additionalProperties: inner })],
];

/** Two required properties: with one, it could be passed by itself, which is a rule of its own. */
function root(inner: Json): JsonObject {
  return { type: "object", properties: { k: { type: "string" }, p: inner }, required: ["k", "p"] };
}

const PLAIN: Json = { type: "object", properties: { k: { type: "string" } }, required: ["k"] };

/** Every change of a schema, in inputs and outputs, in turn in each place. */
export const SCHEMA_ROWS: readonly Row[] = SCHEMA_CHANGES.flatMap((change, i) => [
  rowOf(change, "input", i),
  rowOf(change, "output", i),
  rowOf(change, "input", i + 1 + (i % 4)),
  rowOf(change, "output", i + 2 + (i % 3)),
]);

function rowOf(change: SchemaChange, side: "input" | "output", turn: number): Row {
  const [place, nest] = NESTINGS[turn % NESTINGS.length] as (typeof NESTINGS)[number];
  const want = [change[side]].flat();
  const isBreaking = want.some((said) => said.startsWith("breaking"));
  return {
    title: `${side} ${place}: ${change.title}`,
    before: tool(side, nest(change.before)),
    after: tool(side, nest(change.after)),
    want: [...want].sort(),
    ...(isBreaking && { proof: change.proof?.[side] ?? "types" }),
  };
}

function tool(side: "input" | "output", schema: Json): Row["before"] {
  return server({
    tools: [
      side === "input"
        ? { name: "act", inputSchema: schema }
        : { name: "act", inputSchema: PLAIN, outputSchema: schema },
    ],
  });
}
