import { isJsonObject, type Json, type JsonObject } from "../../shared/json/json.js";
import type { ToolFacts } from "./contract.js";
import { withoutUndefined } from "../../shared/json/without-undefined.js";

/**
 * Returns the arguments that a call means: a scalar stands for the only property that it can mean, and required properties with
 * a default are filled in if they are absent or `undefined`. Otherwise returns the given value itself.
 */
export function toolInput(facts: ToolFacts, given: unknown): unknown {
  const value = withoutUndefined(given ?? {});
  const input =
    facts.positional !== undefined && isScalar(value) ? { [facts.positional]: value as Json } : value;
  return isJsonObject(input) && facts.defaults !== undefined ? withDefaults(input, facts.defaults) : input;
}

function isScalar(value: unknown): boolean {
  return typeof value !== "object";
}

function withDefaults(input: JsonObject, defaults: JsonObject): JsonObject {
  const missing = Object.keys(defaults).filter((key) => !Object.hasOwn(input, key));
  if (missing.length === 0) return input;
  return {
    ...input,
    ...Object.fromEntries(missing.map((key) => [key, structuredClone(defaults[key] as Json)])),
  };
}
