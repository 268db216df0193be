import type { Json, JsonObject } from "../../shared/json/json.js";
import { faultOfValue, readSchema, type SchemaDocument } from "../../shared/json-schema/index.js";
import { McpError } from "../errors/mcp-error.js";
import { shownFault } from "./shown-fault.js";
import { INTERNAL_ERROR } from "../../shared/json/json-rpc.js";

const text = { type: "string" };

const members = (required: Readonly<Record<string, Json>>, others: JsonObject = {}): JsonObject => ({
  type: "object",
  required: Object.keys(required),
  properties: { ...others, ...required },
});

const contents: JsonObject = {
  anyOf: [
    members({ uri: text, text }, { mimeType: text }),
    members({ uri: text, blob: text }, { mimeType: text }),
  ],
};

/** One branch for each `type`, so that the reported fault is that of the intended block. */
const block: JsonObject = {
  required: ["type"],
  properties: { type: { enum: ["text", "image", "audio", "resource_link", "resource"] } },
  allOf: [
    when("text", { text }),
    when("image", { data: text, mimeType: text }),
    when("audio", { data: text, mimeType: text }),
    when("resource_link", { uri: text, name: text }),
    when("resource", { resource: contents }),
  ],
};

function when(type: string, required: Readonly<Record<string, Json>>): JsonObject {
  return { if: { properties: { type: { const: type } } }, then: members(required) };
}

const SCHEMAS = {
  /** `ContentBlock[]` */
  content: { type: "array", items: block },
  /** `PromptMessage[]` */
  messages: { type: "array", items: members({ role: { enum: ["user", "assistant"] }, content: block }) },
  /** `(TextResourceContents | BlobResourceContents)[]` */
  contents: { type: "array", items: contents },
} satisfies Record<string, JsonObject>;

const read = new Map<string, SchemaDocument>();

/**
 * Checks the answer of a handler against the protocol.
 *
 * @param whose `The handler of prompt "pack"`
 * @throws {McpError} with the path to what is wrong
 */
export function checkedAnswer(kind: keyof typeof SCHEMAS, value: Json, whose: string): Json {
  const schema = read.get(kind) ?? readSchema(SCHEMAS[kind]);
  read.set(kind, schema);
  const fault = faultOfValue(schema, value);
  if (fault === undefined) return value;
  throw new McpError(
    `${whose} returned a result that MCP does not allow: ${shownFault(fault)}.`,
    INTERNAL_ERROR,
  );
}
