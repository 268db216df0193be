import { describe, expect, it } from "vitest";
import { Content } from "../../../../src/runtime/results/content.js";
import type { ToolResult } from "../../../../src/runtime/results/tool-result.js";
import type { Json, JsonObject } from "../../../../src/shared/json/json.js";
import { isJsonObject } from "../../../../src/shared/json/json.js";
import { PACKAGES } from "../adapters/support/packages.js";
import { client } from "../offer/live-client.js";
import { refusals, RULES } from "../rules/rules.js";

/** A schema that some package or provider has refused or changed, by a public report, and arguments that a model gives for it. */
interface Report {
  readonly schema: JsonObject;
  readonly args: JsonObject;
}

const text = (properties: JsonObject = {}, more: JsonObject = {}): JsonObject => ({
  type: "object",
  properties,
  ...more,
});
const leaf = text(
  { field: { type: "string" }, operator: { enum: ["EXACT", "GT"] }, value: { type: "string" } },
  { required: ["field", "operator"] },
);
const compound = text(
  { operator: { enum: ["AND", "OR"] }, conditions: { type: "array", items: { $ref: "#/definitions/c" } } },
  { required: ["operator", "conditions"] },
);

const REPORTS: readonly (readonly [string, Report])[] = [
  [
    "no properties at all (openai-agents-python#449)",
    { schema: { type: "object", title: "Empty" }, args: {} },
  ],
  [
    "an empty schema for further members (obsidian-mcp-tools#63)",
    { schema: { type: "object", additionalProperties: {} }, args: {} },
  ],
  [
    "the name of a dialect (promptfoo#5960)",
    {
      schema: {
        ...text({}, { additionalProperties: false }),
        $schema: "http://json-schema.org/draft-07/schema#",
      },
      args: {},
    },
  ],
  [
    "references to $defs (langchainjs#9419)",
    {
      schema: text({ item: { $ref: "#/$defs/Item" } }, { $defs: { Item: text({ id: { type: "string" } }) } }),
      args: { item: { id: "a" } },
    },
  ],
  [
    "alternatives that refer to themselves (pizza-bot#56)",
    {
      schema: text(
        { condition: { allOf: [{ description: "one or several", $ref: "#/definitions/c" }] } },
        { definitions: { c: { anyOf: [leaf, compound] } } },
      ),
      args: { condition: { field: "a", operator: "EXACT", value: "b" } },
    },
  ],
  [
    "alternatives of required properties at the root (huly-mcp#66)",
    {
      schema: text(
        { id: { type: "string" }, title: { type: "string" }, body: { type: "string" } },
        { required: ["id"], anyOf: [{ required: ["title"] }, { required: ["body"] }] },
      ),
      args: { id: "1", title: "x" },
    },
  ],
  [
    "alternatives of properties at the root (langchain#39271)",
    {
      schema: {
        type: "object",
        anyOf: [
          text({ content: { type: "string" } }, { required: ["content"] }),
          text({ url: { type: "string" } }, { required: ["url"] }),
        ],
      },
      args: { url: "x" },
    },
  ],
  [
    "a condition at the root (claude-code#95504)",
    {
      schema: text(
        { kind: { enum: ["a", "b"] }, size: { type: "integer" } },
        {
          required: ["kind"],
          allOf: [{ if: { properties: { kind: { const: "a" } } }, then: { required: ["size"] } }],
        },
      ),
      args: { kind: "a", size: 2 },
    },
  ],
  [
    "types that are none (actual-mcp#26)",
    { schema: text({ value: { type: ["string", "number", "string[]"] } }), args: { value: "x" } },
  ],
  [
    "an enum of numbers (hevy-mcp#1161)",
    { schema: text({ rpe: { anyOf: [{ const: 6 }, { const: 7.5 }] } }), args: { rpe: 7.5 } },
  ],
  [
    "an empty string in an enum (mcp-server-excel#607)",
    { schema: text({ action: { type: "string", enum: ["list", ""] } }), args: { action: "" } },
  ],
  [
    "formats and exclusive bounds (langchain-mcp-tools-ts#36)",
    {
      schema: text({
        url: { type: "string", format: "uri" },
        max: { type: "integer", exclusiveMinimum: 0, exclusiveMaximum: 100 },
      }),
      args: { url: "https://example.com", max: 5 },
    },
  ],
  [
    "a list without items (bnbchain-mcp#68)",
    { schema: text({ list: { type: "array" } }), args: { list: [] } },
  ],
];

/** The schema of the first tool in a request of any provider. */
function schemaIn(body: unknown): JsonObject {
  const found: JsonObject[] = [];
  const look = (value: Json): void => {
    if (Array.isArray(value)) for (const each of value as readonly Json[]) look(each);
    else if (isJsonObject(value))
      for (const [key, inner] of Object.entries(value)) {
        if (["input_schema", "parameters", "parametersJsonSchema"].includes(key) && isJsonObject(inner))
          found.push(inner);
        else look(inner);
      }
  };
  look((body as JsonObject)["tools"] as Json);
  return found[0] as JsonObject;
}

const rulesOf = (name: string): (typeof RULES)[keyof typeof RULES] => {
  if (name.startsWith("@google")) return RULES.google;
  if (name.startsWith("openai") || name === "@openai/agents") return RULES.openaiStrict;
  return name === "langchain" ? RULES.openai : RULES.anthropic;
};

describe.each(PACKAGES)("%s", (name, play) => {
  it.each(REPORTS)("offers a tool whose schema has %s", async (_, { schema, args }) => {
    const seen: object[] = [];
    const source = client([{ name: "a", inputSchema: schema }], (_name, given) => {
      seen.push(given);
      return { content: new Content([{ type: "text", text: "done" }]) };
    });
    const { told, bodies } = await play(source, [[{ id: "c", name: "a", args }], "Done."]);
    expect(told).toMatchObject([{ text: "done" }]);
    expect(seen).toEqual([args]);
    // Mastra writes the schema again in a form of its own
    if (name !== "@mastra/core") expect(refusals(schemaIn(bodies[0]), rulesOf(name))).toEqual([]);
  });

  it.each<[string, Partial<ToolResult>, string]>([
    [
      "data that the text does not repeat (memos#6226)",
      { structuredContent: { rows: [1, 2] }, content: new Content([{ type: "text", text: "2 rows." }]) },
      '{"rows":[1,2]}\n2 rows.',
    ],
    [
      "data of a failure (mastra#23330)",
      { structuredContent: { code: 7 }, content: new Content([]), isError: true },
      '{"code":7}',
    ],
  ])("gives a model %s", async (_, result, want) => {
    const { told } = await play(
      client([{ name: "a" }], () => result),
      [[{ id: "c", name: "a", args: {} }], "Done."],
    );
    expect(told[0]?.text).toContain(want);
  });
});
