import { isJsonObject, type Json, type JsonObject } from "../json/json.js";
import { userConfigOf } from "./dialects/mcpb.js";

/** A value that a config asks its user for: VS Code's `inputs`, a bundle's `user_config`. */
export interface ConfigInput {
  /** As in `${input:id}`. */
  readonly id: string;
  readonly description?: string;
  readonly default?: string;
  /** The answer, where it was given: it wins over the environment and the default. */
  readonly value?: string;
  /** Not to be shown while it is typed. */
  readonly secret?: boolean;
  /** The values that it may have. */
  readonly options?: readonly string[];
  /** It holds several values, with commas between them: an argument that is nothing else becomes one for each. */
  readonly multiple?: boolean;
}

/** The environment variable that answers for an input: `MCP_INPUT_API_KEY` for `api-key`. */
export function inputVariable(id: string): string {
  return `MCP_INPUT_${id.replace(/[^A-Za-z0-9]+/g, "_").toUpperCase()}`;
}

/** The value of an input: the answer, else its variable in the environment, else the default, which may hold references. */
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

/** Ids of the inputs that an entry refers to, each once. */
export function inputIdsOf(fields: JsonObject): readonly string[] {
  const references = JSON.stringify(fields).matchAll(/\$\{(?:input:|user_config\.)([^}:]+)(?::-[^}]*)?\}/g);
  return [...new Set([...references].map(([, id = ""]) => id))];
}

/** The inputs that a document declares. */
export function inputsOf(document: JsonObject): readonly ConfigInput[] {
  const settings = isJsonObject(document["mcp"]) ? document["mcp"]["inputs"] : undefined;
  const declared = [document["inputs"], settings].flatMap((list) =>
    Array.isArray(list) ? (list as readonly Json[]).filter(isJsonObject) : [],
  );
  const asked = declared.flatMap((item) => inputOf(item["id"], item, item["password"]));
  const fields = userConfigOf(document).flatMap(([key, field]) => inputOf(key, field, field["sensitive"]));
  return [...asked, ...fields];
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

/** A choice is a text, or has its text beside a label. */
function optionOf(option: Json): readonly string[] {
  const value = isJsonObject(option) ? option["value"] : option;
  return typeof value === "string" ? [value] : [];
}

function isScalar(value: Json | undefined): value is string | number | boolean {
  return ["string", "number", "boolean"].includes(typeof value);
}
