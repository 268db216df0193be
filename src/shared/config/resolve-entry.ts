import { isJsonObject, type Json, type JsonObject } from "../json/json.js";
import { show } from "../text/show.js";
import { CONNECTION, mapDefaults } from "./entry-fields/references.js";
import { fieldsOf, type ServerEntry } from "./entry.js";
import { type ConfigFault, pointerTo } from "./fault.js";
import { interpolate, type InterpolationContext } from "./interpolate.js";
import { valueOfInput } from "./inputs.js";
import { readEntry } from "./read-entry.js";

/** The fields that set the server's variables: the others may refer to them, so they may not refer to each other. */
const VARIABLES = new Set(["env", "environment"]);

/** A reference to an input as the whole string. */
const SEVERAL = /^\$\{(?:input:|user_config\.)([^}:]+)\}$/;

/**
 * Replaces every `${…}` in an entry's connection, or returns faults that name each missing variable and its place.
 *
 * Call it when connecting: the result contains secrets. Its `raw` still has the references, so that saving it writes no
 * secrets.
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
    if (name === "tools") {
      return [name, mapDefaults(value, (preset, path) => walk(preset, pointerTo(pointer, ...path), asked))];
    }
    const from = VARIABLES.has(name) ? asked : within;
    return [name, CONNECTION.has(name) ? walk(value, pointer, from) : value];
  });
  if (faults.length > 0) return { faults };
  const read = readEntry(entry.key, Object.fromEntries(members), entry.pointer, entry.raw);
  if (read.entry === undefined) return read;
  const { folder, folderVariable, fields, disabled } = entry;
  const kept = {
    disabled,
    ...(folder !== undefined && { folder }),
    ...(folderVariable !== undefined && { folderVariable }),
    ...(fields !== undefined && { fields }),
  };
  return { ...read, entry: { ...read.entry, ...kept } };

  function walk(value: Json, pointer: string, from: InterpolationContext): Json {
    if (typeof value === "string") return text(value, pointer, from);
    if (Array.isArray(value)) {
      const items = value as readonly Json[];
      return items.flatMap((item, index) =>
        itemsOf(item, entry.inputs, context.env).map((one) => walk(one, pointerTo(pointer, index), from)),
      );
    }
    if (!isJsonObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, walk(item, pointerTo(pointer, key), from)]),
    ) as JsonObject;
  }

  function text(value: string, pointer: string, from: InterpolationContext): string {
    return interpolate(value, from, ({ message, hint }) => {
      faults.push({ pointer, server: entry.key, message: show(message), hint: show(hint) });
    });
  }
}

/** Expands an item that consists of an input with several values to one item per value. */
function itemsOf(
  item: Json,
  inputs: ServerEntry["inputs"],
  env: InterpolationContext["env"],
): readonly Json[] {
  const [, id] = (typeof item === "string" && SEVERAL.exec(item)) || [];
  if (id === undefined || inputs?.find((input) => input.id === id)?.multiple !== true) return [item];
  const { value, default: preset = value } = valueOfInput(id, inputs, env);
  if (preset === "") return [];
  return preset === undefined ? [item] : preset.split(",").map((part) => part.trim());
}

/**
 * Returns the variables that the entry sets for its server: `--header "Authorization: ${TOKEN}"` may mean a `TOKEN` in its own
 * `env`.
 */
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

/** Returns the names of the environment variables that an entry's connection refers to, in order, each once. */
export function variablesOf(entry: ServerEntry): readonly string[] {
  const names = new Set<string>();
  const allowVariable = (name: string): boolean => names.add(name) !== undefined;
  resolveEntry(entry, { env: {}, allowVariable });
  return [...names];
}
