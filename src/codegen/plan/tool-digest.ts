import type { ToolModel } from "../model/index.js";
import { sha256Json } from "./digest.js";

/**
 * Stands for what a tool promises: description, schemas and hints, as canonical JSON. 16 hex digits; the runtime compares it
 * with what the server lists to notice drift.
 */
export function toolDigest({
  title,
  description,
  inputSchema,
  outputSchema,
  annotations,
}: ToolModel): string {
  return sha256Json({ title, description, inputSchema, outputSchema, annotations }).slice(0, 16);
}
