import { expect, it } from "vitest";
import { readArgumentDescription } from "../../../src/codegen/model/prompt-argument-schema.js";

const MARK = "Provide as a JSON string matching the following schema:";

it.each([
  ["a plain description", "The city.", { description: "The city." }],
  ["FastMCP's schema only", `${MARK} {"type":"integer"}`, { schema: { type: "integer" } }],
  [
    "FastMCP's schema after a description",
    `How many.\n\n${MARK} {"items":{"type":"string"},"type":"array"}`,
    { description: "How many.", schema: { items: { type: "string" }, type: "array" } },
  ],
  [
    "the schema of FastMCP 4 with its hint",
    `How many.\n\nProvide a value matching the following JSON schema: {"type":"array"}. Encode non-string values as JSON.`,
    { description: "How many.", schema: { type: "array" } },
  ],
  ["a schema that does not parse", `${MARK} {"type":`, { description: `${MARK} {"type":` }],
  ["a schema that is not an object", `${MARK} 7`, { description: `${MARK} 7` }],
])("reads %s", (_, text, want) => {
  expect(readArgumentDescription(text)).toEqual(want);
});
