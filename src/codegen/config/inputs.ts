import {
  type ConfigInput,
  fieldsOf,
  inputVariable,
  openInputIdsOf,
  type ServerEntry,
} from "../../shared/config/index.js";
import { isJsonObject, type Json, type JsonObject } from "../../shared/json/json.js";

/** Returns the entry with answers to the inputs of its config. */
export function withAnswers(
  entry: ServerEntry,
  answers: Readonly<Record<string, string>> | undefined,
): ServerEntry {
  if (answers === undefined || Object.keys(answers).length === 0) return entry;
  const declared = new Map((entry.inputs ?? []).map((input) => [input.id, input]));
  for (const [id, value] of Object.entries(answers))
    declared.set(id, { ...(declared.get(id) ?? { id }), value });
  return { ...entry, inputs: [...declared.values()] };
}

/** Returns the inputs of servers that no flag, environment variable or default answers, each once. */
export function openInputs(
  entries: readonly ServerEntry[],
  env: Readonly<Record<string, string | undefined>>,
): readonly ConfigInput[] {
  const open = new Map<string, ConfigInput>();
  for (const entry of entries) {
    for (const id of openInputIdsOf(fieldsOf(entry))) {
      const input = entry.inputs?.find((each) => each.id === id) ?? { id };
      if (input.value === undefined && input.default === undefined && env[inputVariable(id)] === undefined)
        open.set(id, input);
    }
  }
  return [...open.values()];
}

const REFERENCE = /\$\{((?:input:|user_config\.)([^}:]+))\}/g;

/**
 * Writes the defaults of inputs into the references to them, for a config that does not declare the inputs. A default of several values
 * becomes an argument each.
 */
export function withWrittenDefaults(fields: JsonObject, inputs: readonly ConfigInput[] = []): JsonObject {
  const presets = new Map(inputs.map((input) => [input.id, input]));
  const written = (text: string): string =>
    text.replace(REFERENCE, (whole, name: string, id: string) => {
      const preset = presets.get(id)?.default;
      return preset === undefined ? whole : `\${${name}:-${preset}}`;
    });
  const several = (item: Json): readonly Json[] => {
    if (typeof item !== "string") return [walk(item)];
    const [whole, , id = ""] = [...item.matchAll(REFERENCE)][0] ?? [];
    const { multiple, default: preset = "" } = presets.get(id) ?? {};
    const isSeveral = whole === item && multiple === true && preset.includes(",");
    return isSeveral ? preset.split(",").map((part) => part.trim()) : [written(item)];
  };
  const walk = (value: Json): Json => {
    if (typeof value === "string") return written(value);
    if (Array.isArray(value)) return (value as readonly Json[]).flatMap(several);
    return isJsonObject(value) ? members(value) : value;
  };
  const members = (object: JsonObject): JsonObject =>
    Object.fromEntries(Object.entries(object).map(([name, value]) => [name, walk(value)]));
  return members(fields);
}
