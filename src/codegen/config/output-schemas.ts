import { readFile } from "node:fs/promises";
import { isJsonObject, type Json, type JsonObject } from "../../shared/json/json.js";
import { normalJson } from "../../shared/json/normal-json.js";
import { reason } from "../../shared/text/reason.js";
import { show } from "../../shared/text/show.js";
import { ConfigUnreadableError } from "./usage-error.js";

/** The output of a tool: a JSON Schema, the path of a file containing one, or a zod schema. */
export type OutputSource = string | boolean | object;

/**
 * Returns the JSON Schemas of `outputs`.
 *
 * @throws {ConfigUnreadableError} if a file contains no schema, or a schema cannot be represented in JSON
 */
export async function outputSchemas(
  outputs: Readonly<Record<string, OutputSource>>,
): Promise<Readonly<Record<string, JsonObject | boolean>>> {
  const read = Object.entries(outputs).map(
    async ([tool, source]) => [tool, await schemaOf(tool, source)] as const,
  );
  return Object.fromEntries(await Promise.all(read));
}

async function schemaOf(tool: string, source: OutputSource): Promise<JsonObject | boolean> {
  const faulty = (why: string, cause?: unknown): ConfigUnreadableError =>
    new ConfigUnreadableError(
      `outputs["${show(tool)}"]: ${why}`,
      "Give a JSON Schema, the path of one, or a zod schema of what the tool's answers hold.",
      cause,
    );
  try {
    const value = typeof source === "string" ? await readSchemaFile(source) : source;
    const schema = typeof value === "object" && value !== null ? await jsonSchemaOf(value) : value;
    if (typeof schema === "boolean" || isJsonObject(schema))
      return normalJson(schema) as JsonObject | boolean;
  } catch (cause) {
    throw faulty(show(reason(cause), 1_000), cause);
  }
  throw faulty("this is not a JSON Schema.");
}

async function readSchemaFile(path: string): Promise<Json> {
  return JSON.parse(await readFile(path, "utf8")) as Json;
}

/** Schemas of libraries convert themselves to JSON Schema if they can; zod before 4.2 cannot. */
async function jsonSchemaOf(value: object): Promise<unknown> {
  const { "~standard": standard } = value as { readonly "~standard"?: { readonly jsonSchema?: unknown } };
  if (standard === undefined) return value;
  const { jsonSchema } = standard as {
    readonly jsonSchema?: { readonly output?: (options: { target: string }) => unknown };
  };
  if (jsonSchema?.output !== undefined) return jsonSchema.output({ target: "draft-2020-12" });
  const z = await import("zod");
  return z.toJSONSchema(value as never, { io: "output" });
}
