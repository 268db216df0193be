import { isJsonObject, type Json, type JsonObject } from "../../json/json.js";

/** Returns the environment variables of a package by name: fixed values, else references to a variable of the same name. */
export function variablesOf(list: Json | undefined): Record<string, string> {
  return Object.fromEntries(
    inputsOf(list).flatMap((input) => {
      const { name } = input;
      if (typeof name !== "string") return [];
      const value = textOf(input, name);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** Returns the headers of a remote by name. */
export function headersOf(list: Json | undefined): Record<string, string> {
  return Object.fromEntries(
    inputsOf(list).flatMap((input) => {
      const { name } = input;
      if (typeof name !== "string") return [];
      const value = textOf(input, variableName(name));
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** Returns command line arguments: positional ones, and named ones with their values. Omits optional ones without a value. */
export function argumentsOf(list: Json | undefined): readonly string[] {
  return inputsOf(list).flatMap((input) => {
    const { type, name, valueHint } = input;
    const named = typeof name === "string" ? name : undefined;
    const hint = typeof valueHint === "string" ? valueHint : (named ?? "argument");
    const value = textOf(input, variableName(hint));
    if (type !== "named" || named === undefined) return value === undefined ? [] : [value];
    if (value === undefined) return isFlag(input) ? [named] : [];
    return [named, value];
  });
}

/** A bare name is a flag; one with a description expects a value (as in VS Code). */
function isFlag(input: JsonObject): boolean {
  const isOpen = ["description", "default", "valueHint", "placeholder", "choices", "format"].some(
    (field) => field in input,
  );
  return (
    input["isRequired"] === true ||
    (!isOpen && input["isRequired"] === undefined && input["isSecret"] !== true)
  );
}

function inputsOf(list: Json | undefined): readonly JsonObject[] {
  return Array.isArray(list) ? (list as Json[]).filter(isJsonObject) : [];
}

/**
 * Returns the value of an input, with references for its `{name}` parts and for what is missing; `undefined` if it is optional
 * and has no value.
 */
function textOf(input: JsonObject, variable: string): string | undefined {
  const { value, default: preset, isRequired = input["is_required"], variables } = input;
  if (typeof value === "string") {
    const parts = isJsonObject(variables) ? variables : {};
    let isOpen = false;
    const filled = value.replace(/\{([\w.-]+)\}/g, (whole, name: string) => {
      const part = Object.hasOwn(parts, name) ? parts[name] : undefined;
      if (!isJsonObject(part)) return whole;
      const text = textOf({ isRequired: true, ...part }, variableName(name));
      isOpen ||= text === undefined;
      return text ?? "";
    });
    return isOpen && isRequired === false ? undefined : filled;
  }
  const fallback = typeof preset === "string" || typeof preset === "number" ? String(preset) : undefined;
  if (fallback !== undefined) return input["isSecret"] === true ? `\${${variable}:-${fallback}}` : fallback;
  return isRequired === true ? `\${${variable}}` : undefined;
}

/** Converts `X-Api-Key` to `X_API_KEY`. */
function variableName(name: string): string {
  const joined = name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/[^A-Za-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "")
    .toUpperCase();
  return /^[A-Z]/.test(joined) ? joined : `MCP_${joined}`;
}
