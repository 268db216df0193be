import { expect, it } from "vitest";
import { buildModel } from "../../../src/codegen/model/index.js";
import { toolDigest } from "../../../src/shared/tool/tool-digest.js";

const base = { name: "t", inputSchema: { type: "object", properties: { a: { type: "string" } } } };

it.each([
  ["nothing but a schema", base],
  [
    "keywords in another order",
    { name: "t", inputSchema: { properties: { a: { type: "string" } }, type: "object" } },
  ],
  ["null for absent", { ...base, title: null, annotations: null, outputSchema: null }],
  [
    "hints, known and unknown",
    { ...base, annotations: { readOnlyHint: true, title: "T", openWorldHint: "no", x: 1 } },
  ],
  ["annotations that say nothing", { ...base, annotations: { x: 1 } }],
  ["a description that is not a string", { ...base, description: 7 }],
  [
    "numbers that JSON bends",
    { name: "t", inputSchema: { type: "object", default: JSON.parse("[-0, 1e400, -1e400]") as unknown } },
  ],
  ["an output schema that is none", { ...base, outputSchema: [] }],
  ["no input schema", { name: "t" }],
  [
    "keys that objects have",
    JSON.parse('{"name":"t","inputSchema":{"properties":{"__proto__":{"type":"string"}}}}'),
  ],
])("a tool as listed and the model of it have the same digest: %s", (_name, tool: object) => {
  const [model] = buildModel({
    key: "s",
    era: "modern",
    protocolVersion: "2026-07-28",
    capabilities: {},
    clientCapabilities: {},
    lists: { tools: [tool] },
  } as unknown as Parameters<typeof buildModel>[0]).tools;
  expect(toolDigest(tool)).toMatch(/^[0-9a-f]{16}$/);
  expect(toolDigest(tool)).toBe(toolDigest(model!));
});

it.each([
  ["description", { description: "d" }],
  ["title", { title: "d" }],
  ["an invisible character", { description: "\u200b" }],
  ["a hint", { annotations: { destructiveHint: true } }],
  ["output schema", { outputSchema: { type: "object" } }],
  ["input schema", { inputSchema: { type: "object" } }],
])("changes with the %s", (_name, change) => {
  expect(toolDigest({ ...base, ...change })).not.toBe(toolDigest(base));
});
