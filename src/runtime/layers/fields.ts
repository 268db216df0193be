import { timerMs } from "../../shared/time/forever.js";
import { show } from "../../shared/text/show.js";
import { didYouMean } from "../../shared/text/suggest.js";
import { ConfigurationError } from "../errors/configuration-error.js";

/** Reads one setting, or throws with its path and the allowed values. */
export type Field<T> = (value: unknown, path: string) => T;

export function refuse(path: string, value: unknown, allowed: string): never {
  const given =
    typeof value === "string"
      ? `"${show(value)}"`
      : show(typeof value === "object" ? JSON.stringify(value) : value);
  throw new ConfigurationError(`${path} is ${given}; allowed: ${allowed}.`);
}

/** A number within bounds, inclusive. */
export function number(min: number, max: number): Field<number> {
  return (value, path) => {
    if (typeof value === "number" && value >= min && value <= max) return value;
    return refuse(path, value, `a number ${range(min, max)}`);
  };
}

/** A time in milliseconds, at least `min`. A time that no timer can take counts as the longest. */
export function time(min: number): Field<number> {
  return (value, path) => timerMs(number(min, Infinity)(value, path));
}

export function integer(min: number, max: number): Field<number> {
  return (value, path) => {
    if (Number.isInteger(value) && (value as number) >= min && (value as number) <= max)
      return value as number;
    return refuse(path, value, `a whole number ${range(min, max)}`);
  };
}

export const boolean: Field<boolean> = (value, path) =>
  typeof value === "boolean" ? value : refuse(path, value, "true or false");

export const string: Field<string> = (value, path) =>
  typeof value === "string" ? value : refuse(path, value, "a text");

export function oneOf<const T extends readonly string[]>(...allowed: T): Field<T[number]> {
  return (value, path) =>
    allowed.includes(value as string)
      ? (value as T[number])
      : refuse(path, value, allowed.map((name) => `"${name}"`).join(", "));
}

/** A function given in code; a config file cannot contain one. */
export function callable<F>(): Field<F> {
  return (value, path) => (typeof value === "function" ? (value as F) : refuse(path, value, "a function"));
}

/** The first field that accepts the value; otherwise the error lists what all of them allow. */
export function either<A, B>(
  first: Field<A>,
  second: Field<B>,
  decide: (value: unknown) => boolean,
): Field<A | B> {
  return (value, path) => (decide(value) ? first(value, path) : second(value, path));
}

/** An object with any keys and values of one kind. */
export function record<T>(field: Field<T>): Field<Readonly<Record<string, T>>> {
  return (value, path) => {
    const object = objectAt(value, path);
    const entries = Object.keys(object).map(
      (key) => [key, field(object[key], `${path}.${show(key)}`)] as const,
    );
    return Object.fromEntries(entries);
  };
}

/** An object with only these keys; missing ones come from `defaults`. */
export function object<T extends object>(
  fields: { readonly [K in keyof T]-?: Field<T[K]> },
  defaults: T,
): Field<T> {
  return (value, path) => {
    const given = objectAt(value, path);
    const result = { ...defaults } as Record<string, unknown>;
    for (const key of Object.keys(given)) {
      if (!Object.hasOwn(fields, key)) {
        throw new ConfigurationError(
          `Unknown option ${path}.${show(key)}.${didYouMean(key, Object.keys(fields))} Allowed: ${Object.keys(fields).join(", ")}.`,
        );
      }
      if (given[key] !== undefined) result[key] = fields[key as keyof T](given[key], `${path}.${key}`);
    }
    return result as T;
  };
}

/** `true`: the defaults. `false`: off. Otherwise an object. */
export function switchable<T>(field: Field<T>): Field<T | undefined> {
  return (value, path) => {
    if (value === false) return undefined;
    if (value !== true && (typeof value !== "object" || value === null))
      refuse(path, value, "true, false, or an object");
    return field(value === true ? {} : value, path);
  };
}

function objectAt(value: unknown, path: string): Record<string, unknown> {
  if (typeof value === "object" && value !== null && !Array.isArray(value))
    return value as Record<string, unknown>;
  return refuse(path, value, "an object");
}

function range(min: number, max: number): string {
  return max === Infinity ? `from ${min}` : `from ${min} to ${max}`;
}
