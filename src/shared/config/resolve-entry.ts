import { isJsonObject, type Json, type JsonObject } from "../json/json.js";
import { show } from "../text/show.js";
import { fieldsOf, type ServerEntry } from "./entry.js";
import { type ConfigFault, pointerTo } from "./fault.js";
import { interpolate, type InterpolationContext } from "./interpolate.js";
import { valueOfInput } from "./inputs.js";
import { readEntry } from "./read-entry.js";

/** The fields that say how to connect: beside the defaults of hidden arguments, only these may hold references. */
const CONNECTION = new Set([
  ...["command", "args", "env", "environment", "envFile", "env_file", "cwd"],
  ...["url", "httpUrl", "serverUrl", "headers", "http_headers", "auth", "tls", "proxy", "replicas"],
]);

/** The fields that set variables of the server: what the other fields may refer to, and so not each other. */
const VARIABLES = new Set(["env", "environment"]);

/** A reference to an input, and nothing else. */
const SEVERAL = /^\$\{(?:input:|user_config\.)([^}:]+)\}$/;

/**
 * The entry with every `${…}` of its connection replaced, or the faults that name each missing variable and its place.
 *
 * Call it when connecting: the result holds secrets. Its `raw` still holds the references, so that saving it writes none.
 */
export function resolveEntry(
  entry: ServerEntry,
  context: InterpolationContext,
): { readonly entry?: ServerEntry; readonly faults: readonly ConfigFault[] } {
  const faults: ConfigFault[] = [];
  const asked = entry.inputs === undefined ? context : { ...context, inputs: entry.inputs };
  const within = { ...asked, own: ownVariables(fieldsOf(entry), asked) };
  const members = Object.entries(fieldsOf(entry)).map(([name, value]): [string, Json] => {
    const pointer = pointerTo(entry.pointer, name);
    if (name === "tools") return [name, defaults(value, pointer)];
    const from = VARIABLES.has(name) ? asked : within;
    return [name, CONNECTION.has(name) ? walk(value, pointer, from) : value];
  });
  if (faults.length > 0) return { faults };
  const read = readEntry(entry.key, Object.fromEntries(members), entry.pointer, entry.raw);
  if (read.entry === undefined) return read;
  const { folder, fields, disabled } = entry;
  const kept = { disabled, ...(folder !== undefined && { folder }), ...(fields !== undefined && { fields }) };
  return { ...read, entry: { ...read.entry, ...kept } };

  function walk(value: Json, pointer: string, from: InterpolationContext): Json {
    if (typeof value === "string") return text(value, pointer, from);
    if (Array.isArray(value)) {
      const items = value as readonly Json[];
      return items.flatMap((item, index) =>
        each(item).map((one) => walk(one, pointerTo(pointer, index), from)),
      );
    }
    if (!isJsonObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, walk(item, pointerTo(pointer, key), from)]),
    ) as JsonObject;
  }

  /** An item that is nothing but an input with several values is one item for each of them. */
  function each(item: Json): readonly Json[] {
    const [, id] = (typeof item === "string" && SEVERAL.exec(item)) || [];
    if (id === undefined || entry.inputs?.find((input) => input.id === id)?.multiple !== true) return [item];
    const { value, default: preset = value } = valueOfInput(id, entry.inputs, context.env);
    return preset === undefined ? [item] : preset.split(",").map((part) => part.trim());
  }

  /** Of the transforms of tools, what is sent for arguments (`tools/{tool}/arguments/{name}/default`). */
  function defaults(value: Json, pointer: string, depth = 0): Json {
    if (!isJsonObject(value)) return value;
    const members = Object.entries(value).map(([key, below]): [string, Json] => {
      const at = pointerTo(pointer, key);
      if (depth === 3) return [key, key === "default" ? walk(below, at, asked) : below];
      return [key, depth === 1 && key !== "arguments" ? below : defaults(below, at, depth + 1)];
    });
    return Object.fromEntries(members);
  }

  function text(value: string, pointer: string, from: InterpolationContext): string {
    return interpolate(value, from, ({ message, hint }) => {
      faults.push({ pointer, server: entry.key, message: show(message), hint: show(hint) });
    });
  }
}

/** What the entry sets for its server: `--header "Authorization: ${TOKEN}"` means a `TOKEN` of its own `env`, too. */
function ownVariables(
  { env, environment }: JsonObject,
  context: InterpolationContext,
): (name: string) => string | undefined {
  return (name) => {
    const holder = [env, environment].find((set) => isJsonObject(set) && Object.hasOwn(set, name));
    const value = isJsonObject(holder) ? holder[name] : undefined;
    return typeof value === "string" ? interpolate(value, context, () => undefined) : undefined;
  };
}

/** Names of the environment variables that an entry's connection refers to, in order, each once. */
export function variablesOf(entry: ServerEntry): readonly string[] {
  const names = new Set<string>();
  const allowVariable = (name: string): boolean => names.add(name) !== undefined;
  resolveEntry(entry, { env: {}, allowVariable });
  return [...names];
}
