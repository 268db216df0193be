import type { JsonObject } from "../../shared/json/json.js";
import { ANY_OBJECT, inputSchemaFault } from "../../shared/tool/input-schema.js";
import type { ItemReader } from "./reading.js";
import type { ToolAnnotations, ToolModel } from "./server-model.js";

const HINTS = ["readOnlyHint", "destructiveHint", "idempotentHint", "openWorldHint"] as const;

/** Reads a tool as listed. An invalid member is dropped, never the tool. */
export function readTool(reader: ItemReader, name: string): ToolModel {
  const fault = inputSchemaFault(reader.value("inputSchema"));
  if (fault !== undefined)
    reader.warn("TOOL_REPAIRED", `Any object is accepted as its input: ${fault}.`, "/inputSchema");
  const inputSchema = fault === undefined ? reader.schema("inputSchema") : ANY_OBJECT;
  const outputSchema = reader.schema("outputSchema");
  if (outputSchema === "malformed")
    reader.warn(
      "TOOL_REPAIRED",
      "Its outputSchema is not a JSON Schema. Its results are returned as content.",
      "/outputSchema",
    );
  const title = reader.text("title");
  const description = reader.text("description");
  const annotations = readAnnotations(reader.object("annotations"));
  const taskSupport = readTaskSupport(reader.object("execution"));
  const meta = reader.object("_meta");
  return {
    name,
    ...(title !== undefined && { title }),
    ...(description !== undefined && { description }),
    inputSchema: inputSchema === undefined || inputSchema === "malformed" ? ANY_OBJECT : inputSchema,
    ...(outputSchema !== undefined && outputSchema !== "malformed" && { outputSchema }),
    ...(annotations !== undefined && { annotations }),
    ...(taskSupport !== undefined && { taskSupport }),
    ...(meta !== undefined && { meta }),
  };
}

function readAnnotations(raw: JsonObject | undefined): ToolAnnotations | undefined {
  if (raw === undefined) return undefined;
  const title = raw["title"];
  const hints = HINTS.flatMap((hint) => (typeof raw[hint] === "boolean" ? [[hint, raw[hint]] as const] : []));
  const annotations: ToolAnnotations = {
    ...(typeof title === "string" && { title }),
    ...Object.fromEntries(hints),
  };
  return Object.keys(annotations).length > 0 ? annotations : undefined;
}

function readTaskSupport(execution: JsonObject | undefined): ToolModel["taskSupport"] {
  const support = execution?.["taskSupport"];
  return support === "required" || support === "optional" || support === "forbidden" ? support : undefined;
}
