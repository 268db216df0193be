import type { JsonObject } from "../../shared/json/json.js";
import type { ItemReader } from "./reading.js";
import type { ToolAnnotations, ToolModel } from "./server-model.js";

const HINTS = ["readOnlyHint", "destructiveHint", "idempotentHint", "openWorldHint"] as const;

/** A tool as listed. One whose input schema is no schema cannot be called and is refused; lesser faults cost their member. */
export function readTool(reader: ItemReader, name: string): ToolModel | undefined {
  const inputSchema = reader.schema("inputSchema");
  if (inputSchema === "malformed")
    return reader.refuse("TOOL_MALFORMED", "Its inputSchema is no JSON Schema. The tool is left out.");
  if (inputSchema === undefined)
    reader.warn(
      "TOOL_REPAIRED",
      "It has no inputSchema. Any object is accepted as its input.",
      "/inputSchema",
    );
  const outputSchema = reader.schema("outputSchema");
  if (outputSchema === "malformed")
    reader.warn(
      "TOOL_REPAIRED",
      "Its outputSchema is no JSON Schema. Its results are content.",
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
    inputSchema: inputSchema ?? { type: "object" },
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
