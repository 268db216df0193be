import { expect, it } from "vitest";
import { compareTools } from "../../../src/runtime/drift/compare-tools.js";
import type { JsonObject } from "../../../src/shared/json/json.js";
import { toolDigest } from "../../../src/shared/tool/tool-digest.js";

const tool: JsonObject = {
  name: "t",
  description: "Does it.",
  inputSchema: { type: "object" },
  annotations: { readOnlyHint: true },
};
const list = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  type: "array",
  items: { $ref: "#/$defs/x" },
  $defs: { x: {} },
};
const wrapped = {
  $schema: list.$schema,
  type: "object",
  properties: { result: { ...list, items: { $ref: "#/properties/result/$defs/x" } } },
  required: ["result"],
};

interface Given {
  readonly generated?: JsonObject;
  readonly era?: "legacy" | "modern";
  readonly listed: readonly JsonObject[];
  readonly over?: "legacy" | "modern";
}

it.each<[string, Given, { kind: string; hints: string[] } | undefined]>([
  ["the same", { listed: [tool] }, undefined],
  [
    "another description",
    { listed: [{ ...tool, description: "Does more." }] },
    { kind: "changed", hints: [] },
  ],
  [
    "a hint flipped from read-only to destructive",
    { listed: [{ ...tool, annotations: { readOnlyHint: false, destructiveHint: true } }] },
    { kind: "changed", hints: ["readOnlyHint", "destructiveHint"] },
  ],
  ["gone", { listed: [] }, { kind: "removed", hints: [] }],
  ["listed twice, once as it was", { listed: [{ ...tool, description: "x" }, tool] }, undefined],
  [
    "an output schema that the other era wraps: was modern, is legacy",
    {
      generated: { ...tool, outputSchema: list },
      era: "modern",
      listed: [{ ...tool, outputSchema: wrapped }],
      over: "legacy",
    },
    undefined,
  ],
  [
    "an output schema that the other era wraps: was legacy, is modern",
    {
      generated: { ...tool, outputSchema: wrapped },
      era: "legacy",
      listed: [{ ...tool, outputSchema: list }],
      over: "modern",
    },
    undefined,
  ],
  [
    "the same in one era is a change",
    {
      generated: { ...tool, outputSchema: wrapped },
      era: "modern",
      listed: [{ ...tool, outputSchema: list }],
      over: "modern",
    },
    { kind: "changed", hints: [] },
  ],
  [
    "a schema beyond the limit, which the generator replaced",
    { generated: { ...tool, inputSchema: true }, listed: [tool] },
    undefined,
  ],
])("%s", (_name, { generated = tool, era = "modern", listed, over = era }, want) => {
  const facts = { digest: toolDigest(generated), readOnly: true as const };
  const drifts = compareTools(
    { era, tools: { t: facts } },
    new Map(listed.length > 0 ? [["t", listed]] : []),
    over,
  );
  expect(drifts.get("t")).toEqual(want === undefined ? undefined : { tool: "t", ...want });
});

it("reports a tool that the code does not know as added, whatever its name", () => {
  const drifts = compareTools({ era: "modern", tools: {} }, new Map([["toString", [tool]]]), "modern");
  expect([...drifts.values()]).toEqual([{ tool: "toString", kind: "added", hints: [] }]);
});

it("reports a tool that is nested too deeply for the stack as changed, without a crash", () => {
  let deep: JsonObject = {};
  for (let i = 0; i < 50_000; i++) deep = { a: deep };
  const facts = { digest: toolDigest(tool) };
  const listed = new Map([["t", [{ ...tool, inputSchema: { default: deep } }]]]);
  expect(compareTools({ era: "modern", tools: { t: facts } }, listed, "modern").get("t")?.kind).toBe(
    "changed",
  );
});
