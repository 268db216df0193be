import { isJsonObject, type Json, type JsonObject } from "../json/json.js";
import { userConfigOf } from "./dialects/mcpb.js";

/** A value that a config asks its user for: VS Code's `inputs`, a bundle's `user_config`. */
export interface ConfigInput {
  /** As in `${input:id}`. */
  readonly id: string;
  readonly description?: string;
  readonly default?: string;
  /** The answer, if given: it takes precedence over the environment and the default. */
  readonly value?: string;
  /** Whether to hide it while it is typed. */
  readonly secret?: boolean;
  /** Allowed values. */
  readonly options?: readonly string[];
  /** Whether it has several values, separated by commas: an argument that consists of it becomes one argument per value. */
  readonly multiple?: boolean;
}

/** Returns the environment variable for an input: `MCP_INPUT_API_KEY` for `api-key`. */
export function inputVariable(id: string): string {
  return `MCP_INPUT_${id.replace(/[^A-Za-z0-9]+/g, "_").toUpperCase()}`;
}

/** Returns the value of an input: the answer, else its environment variable, else the default, which may contain references. */
export function valueOfInput(
  id: string,
  inputs: readonly ConfigInput[] | undefined,
  env: Readonly<Record<string, string | undefined>>,
): { readonly value?: string; readonly default?: string } {
  const declared = inputs?.find((input) => input.id === id);
  const name = inputVariable(id);
  const value = declared?.value ?? (Object.hasOwn(env, name) ? env[name] : undefined);
  if (value !== undefined) return { value };
  return declared?.default === undefined ? {} : { default: declared.default };
}

/** Returns the ids of the inputs that an entry refers to without a default in the reference, each once. */
export function openInputIdsOf(fields: JsonObject): readonly string[] {
  const references = JSON.stringify(fields).matchAll(/\$\{(?:input:|user_config\.)([^}:]+)\}/g);
  return [...new Set([...references].map(([, id = ""]) => id))];
}

/**
 * Returns the inputs that a document declares.
 *
 * @param readDefault converts the references of its client in a default
 */
export function inputsOf(
  document: JsonObject,
  readDefault: (text: string) => string = (text) => text,
): readonly ConfigInput[] {
  const settings = isJsonObject(document["mcp"]) ? document["mcp"]["inputs"] : undefined;
  const declared = [document["inputs"], settings].flatMap((list) =>
    Array.isArray(list) ? (list as readonly Json[]).filter(isJsonObject) : [],
  );
  const asked = declared.flatMap((item) => inputOf(item["id"], item, item["password"]));
  const fields = userConfigOf(document).flatMap(([key, field]) =>
    inputOf(key, optional(field), field["sensitive"]),
  );
  return [...asked, ...fields].map((input) =>
    input.default === undefined ? input : { ...input, default: readDefault(input.default) },
  );
}

/** A field of a bundle is optional unless it says `required` (MANIFEST.md), and without a value it is empty. */
function optional(field: JsonObject): JsonObject {
  return field["required"] === true || field["default"] !== undefined ? field : { ...field, default: "" };
}

function inputOf(id: Json | undefined, item: JsonObject, secret: Json | undefined): readonly ConfigInput[] {
  if (typeof id !== "string") return [];
  const { description = item["title"], default: preset, options } = item;
  const values = Array.isArray(options) ? (options as readonly Json[]).flatMap(optionOf) : [];
  const first = Array.isArray(preset) ? (preset as readonly Json[]).filter(isScalar).join(",") : preset;
  return [
    {
      id,
      ...(typeof description === "string" && { description }),
      ...(isScalar(first) && { default: String(first) }),
      ...(item["multiple"] === true && { multiple: true }),
      ...(secret === true && { secret: true }),
      ...(values.length > 0 && { options: values }),
    },
  ];
}

/** A choice is a string, or has its value next to a label. */
function optionOf(option: Json): readonly string[] {
  const value = isJsonObject(option) ? option["value"] : option;
  return typeof value === "string" ? [value] : [];
}

function isScalar(value: Json | undefined): value is string | number | boolean {
  return ["string", "number", "boolean"].includes(typeof value);
}
