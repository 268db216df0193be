import { isJsonObject, type Json, type JsonObject } from "../../shared/json/json.js";
import type { ToolFacts } from "./contract.js";
import { withoutUndefined } from "./without-undefined.js";

/**
 * The arguments that a call means: a scalar stands for the one property that it can mean, and required properties
 * that have a default get it; members that are `undefined` are as good as absent. Otherwise the very value that was given.
 */
export function toolInput(facts: ToolFacts, given: unknown): unknown {
  const input =
    facts.positional !== undefined && isScalar(given)
      ? { [facts.positional]: given as Json }
      : withoutUndefined(given ?? {});
  return isJsonObject(input) && facts.defaults !== undefined ? withDefaults(input, facts.defaults) : input;
}

function isScalar(value: unknown): boolean {
  return value !== undefined && value !== null && typeof value !== "object";
}

function withDefaults(input: JsonObject, defaults: JsonObject): JsonObject {
  const missing = Object.keys(defaults).filter((key) => !Object.hasOwn(input, key));
  if (missing.length === 0) return input;
  return {
    ...input,
    ...Object.fromEntries(missing.map((key) => [key, structuredClone(defaults[key] as Json)])),
  };
}
