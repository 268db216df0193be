import type { CallableTool } from "../../src/runtime/agents.js";
import { hintsOf } from "../../src/runtime/tools/tool-info.js";
import { isJsonObject, type Json } from "../../src/shared/json/json.js";
import { readRecordings } from "../corpus/recordings.js";

/** Every tool of the recordings, as generated code knows it. Nothing answers a call. */
export function recordedTools(): readonly CallableTool[] {
  return [...readRecordings()].flatMap(([server, { tools }]) =>
    (Array.isArray(tools) ? (tools as readonly Json[]) : []).flatMap((tool) => {
      if (!isJsonObject(tool) || !isJsonObject(tool["inputSchema"])) return [];
      const { name, title, description, inputSchema, outputSchema, annotations } = tool;
      return {
        server,
        name: String(name),
        ...(typeof title === "string" && { title }),
        ...(typeof description === "string" && { description }),
        ...(isJsonObject(outputSchema) && { outputSchema }),
        hints: hintsOf(annotations),
        inputSchema,
        call: () => Promise.reject(new Error("A recorded tool is not called.")),
      };
    }),
  );
}
