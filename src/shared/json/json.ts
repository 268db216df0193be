/** A value as JSON can say it. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

/** A JSON object. Read its keys with `Object.keys` or `hasOwn`: a server may name one `__proto__`. */
export interface JsonObject {
  readonly [key: string]: Json;
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
