import { canonicalJson } from "../json/canonical.js";
import { isJsonObject, type Json, type JsonObject } from "../json/json.js";
import { normalJson } from "../json/normal-json.js";
import { hex } from "../bytes/base64.js";
import { sha256 } from "../bytes/sha256.js";
import { ANY_OBJECT, inputSchemaFault } from "./input-schema.js";

/** The members of a listed tool that callers, models and people rely on, in a list or in a model of it. */
export interface PromisingTool {
  readonly title?: unknown;
  readonly description?: unknown;
  readonly inputSchema?: unknown;
  readonly outputSchema?: unknown;
  readonly annotations?: unknown;
}

const HINTS = ["readOnlyHint", "destructiveHint", "idempotentHint", "openWorldHint"] as const;

/**
 * Digests what a tool promises: title, description, schemas and hints, as canonical JSON (RFC 8785). Returns 16 hex digits of
 * SHA-256. A listed tool and the generator's model of it have the same digest, so that the runtime can compare the digest in
 * generated code with what the server lists.
 */
export function toolDigest(tool: PromisingTool): string {
  return hex(sha256(canonicalJson(promiseOf(tool)))).slice(0, 16);
}

/** Malformed members count as absent, as they do for the generator. */
function promiseOf({ title, description, inputSchema, outputSchema, annotations }: PromisingTool): object {
  return {
    title: text(title),
    description: text(description),
    inputSchema: inputSchemaFault(inputSchema as Json) === undefined ? schema(inputSchema) : ANY_OBJECT,
    outputSchema: schema(outputSchema),
    annotations: hints(annotations),
  };
}

function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function schema(value: unknown): Json | undefined {
  return typeof value === "boolean" || isJsonObject(value) ? normalJson(value) : undefined;
}

function hints(value: unknown): JsonObject | undefined {
  if (!isJsonObject(value)) return undefined;
  const { title } = value;
  const known = HINTS.flatMap((hint) =>
    typeof value[hint] === "boolean" ? [[hint, value[hint]] as const] : [],
  );
  const read = { ...(typeof title === "string" && { title }), ...Object.fromEntries(known) };
  return Object.keys(read).length > 0 ? read : undefined;
}
