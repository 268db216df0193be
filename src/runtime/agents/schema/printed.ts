import { type Json, type JsonObject } from "../../../shared/json/json.js";
import type { Codec } from "./codec.js";

/** A schema that a provider takes, and how values get there and back. */
export interface Printed {
  readonly schema: JsonObject;
  readonly codec?: Codec | undefined;
}

/** Where the provider's schema says less than the server's: it accepts more, or another form of the same value. */
export interface Loss {
  /** The way to the value from the arguments: `filter.tags[]`. Empty: the arguments themselves. */
  readonly path: string;
  /** What cannot be said, in words. */
  readonly message: string;
}

/** One schema for several; null beside one type is written as a list of types. */
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

/** A union of unions is one union. */
function alternatives(schema: JsonObject): readonly Json[] {
  const { anyOf: inner } = schema;
  return Array.isArray(inner) && Object.keys(schema).length === 1 ? (inner as readonly Json[]) : [schema];
}
