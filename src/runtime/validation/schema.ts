import * as z from "zod";
import type { Json, JsonObject } from "../../shared/json/json.js";
import { ConfigurationError } from "../errors/configuration-error.js";
import { checked, type Test, testOf } from "./checked.js";
import type { Dates } from "./dates.js";
import { jsonSchemaAt } from "./json-schema-at.js";
import { remembered } from "./run.js";

/**
 * Declares a validator of generated code. It is built, and compiled to a function, on first use, so that a module of a thousand
 * validators is imported in a millisecond. For zod and its users it is an ordinary schema; validation returns the value itself,
 * and never strips, coerces or fills in anything. `build` may refer to the validator itself. `json` is the text of the JSON
 * Schema that it was made from, which `z.toJSONSchema` returns (and Standard JSON Schema, too). With `dates`, it accepts a `Date`
 * where the schema has a date-time, and its output has a `Date` there.
 *
 * @throws {ConfigurationError} for a zod before 4.5: it has no `compile`, and treats absent properties as present
 */
export function schema<T>(build: () => z.ZodType<T>, json?: string, dates?: Dates): z.ZodType<T>;
/** @deprecated The parameter order of code generated before output format 2. */
export function schema<T>(json: string, build: () => z.ZodType<T>): z.ZodType<T>;
export function schema<T>(
  first: string | (() => z.ZodType<T>),
  second?: string | (() => z.ZodType<T>),
  dates?: Dates,
): z.ZodType<T> {
  const [build, json] = typeof first === "string" ? [second, first] : [first, second];
  // the compiler does not report an older version: the types of generated validators are not checked
  if ((z.compile as unknown) === undefined)
    throw new ConfigurationError(
      "The validators of generated code need zod 4.5 or later, and import an older one: npm install zod@latest",
    );
  let made: z.ZodType<T> | undefined;
  const get = (): z.ZodType<T> =>
    (made ??= declare(build as () => z.ZodType<T>, json as string | undefined, dates));
  return new Proxy({} as z.ZodType<T>, {
    get: (_, key) => Reflect.get(get(), key) as unknown,
    set: (_, key, value) => Reflect.set(get(), key, value),
    has: (_, key) => Reflect.has(get(), key),
    getPrototypeOf: () => Reflect.getPrototypeOf(get()),
  });
}

/**
 * Declares the validators of code that was generated before `fmcp-runtime/validators`.
 *
 * @deprecated Generate again: `schema` replaces it.
 */
export function schemaWith(_zod: unknown): typeof schema {
  return schema;
}

function declare<T>(
  build: () => z.ZodType<T>,
  json: string | undefined,
  dates: Dates | undefined,
): z.ZodType<T> {
  let inner: z.ZodType<T> | undefined;
  const get = (): z.ZodType<T> => (inner ??= build());
  let judge: Test | undefined;
  const test: Test = (value) => (judge ??= testOf(get()))(value);
  const written = (value: unknown): unknown => (dates === undefined ? value : dates.write(value));
  let read: ((value: unknown) => unknown) | undefined;
  const schemaOf = (): Json =>
    json === undefined ? (z.toJSONSchema(get()) as Json) : (JSON.parse(json) as Json);
  return checked<T>(
    (value) => remembered(test, written(value)),
    (value, report) => report.of(get(), written(value)),
    {
      jsonSchema: (_, place) =>
        json === undefined ? { same: get() } : jsonSchemaAt(JSON.parse(json) as JsonObject, place),
      get values() {
        return get()._zod.values;
      },
      get propValues() {
        return get()._zod.propValues;
      },
    },
    dates && ((value) => (read ??= dates.read(schemaOf()))(written(value))),
  );
}
