import { type Json, type JsonObject } from "../../../shared/json/json.js";
import type { Codec } from "./codec.js";

/** A schema that a provider takes, and how values are converted to it and back. */
export interface Printed {
  readonly schema: JsonObject;
  readonly codec?: Codec | undefined;
}

/** A place where the provider's schema is less precise than the server's: it accepts more, or another form of the same value. */
export interface Loss {
  /** Path to the value within the arguments, such as `filter.tags[]`. Empty: the arguments themselves. */
  readonly path: string;
  /** What cannot be expressed, in words. */
  readonly message: string;
}

/** Combines several schemas into one; null next to one type is written as a list of types. */
export function anyOf(schemas: readonly JsonObject[]): JsonObject {
  const distinct = [...new Map(schemas.map((schema) => [JSON.stringify(schema), schema])).values()];
  const [first, second] = distinct;
  if (first === undefined) return {};
  if (second === undefined) return first;
  if (distinct.length === 2) {
    const rest = isNull(first) ? second : isNull(second) ? first : undefined;
    if (rest !== undefined && typeof rest["type"] === "string" && rest["enum"] === undefined)
      return { ...rest, type: [rest["type"], "null"] };
  }
  return { anyOf: distinct.flatMap(alternatives) };
}

/** Whether `schema` is the null type and nothing else. */
function isNull(schema: JsonObject): boolean {
  return schema["type"] === "null" && Object.keys(schema).length === 1;
}

/** Flattens a union of unions. */
function alternatives(schema: JsonObject): readonly Json[] {
  const { anyOf: inner } = schema;
  return Array.isArray(inner) && Object.keys(schema).length === 1 ? (inner as readonly Json[]) : [schema];
}
