/** A JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

/** A JSON object. Read its keys with `Object.keys` or `hasOwn`: a server may name one `__proto__`. */
export interface JsonObject {
  readonly [key: string]: Json;
}

/** Whether a value is an object, and not an array or null. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Makes an object with these keys in this order, all of them as own members, whatever their names. */
export function objectOf(keys: readonly string[], valueOf: (key: string) => Json): JsonObject {
  const object: Record<string, Json> = {};
  for (const key of keys) {
    const value = valueOf(key);
    // an assignment would set the prototype
    if (key === "__proto__")
      Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
    else object[key] = value;
  }
  return object;
}
