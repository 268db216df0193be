import type * as z from "zod";
import { isJsonObject, type JsonObject, objectOf } from "../../shared/json/json.js";
import { checked, type PartOf, type Report, type SchemaFacts, type Test, testOf } from "./checked.js";
import { matcherOf } from "../../shared/json-schema/pattern/matchers.js";

type Members = Readonly<Record<string, unknown>>;

/** A schema of some properties, and its test. */
interface Part {
  readonly schema: z.ZodType;
  readonly test: Test;
}

function partOf(schema: z.ZodType): Part {
  return { schema, test: testOf(schema) };
}

/** Accepts an object each of whose values matches `schema`. Unlike `z.record`, it checks a key named `__proto__`. */
export function record(schema: z.ZodType): z.ZodType {
  return keyed({ rest: schema });
}

export interface KeyedOptions {
  /** Schemas of properties that may be present. */
  readonly properties?: Readonly<Record<string, z.ZodType>>;
  /** Properties that must be present. */
  readonly required?: readonly string[];
  /** Schemas of properties whose names match a pattern, in addition to `properties`. */
  readonly patterns?: readonly (readonly [pattern: string, schema: z.ZodType])[];
  /** Schema of every other property. Default: anything. */
  readonly rest?: z.ZodType;
}

/** Accepts an object by the names of its properties and by patterns of names. Only own properties count, whatever their names. */
export function keyed({ properties = {}, required = [], patterns = [], rest }: KeyedOptions): z.ZodType {
  const named = new Map(Object.entries(properties).map(([name, schema]) => [name, partOf(schema)]));
  const matched = patterns.map(([pattern, schema]) => [matcherOf(pattern), partOf(schema)] as const);
  const others = rest === undefined ? [] : [partOf(rest)];
  /** Returns what each name has to match. Goes pattern by pattern: checking thousands of patterns for each name is slower. */
  const partsOf = (names: readonly string[]): readonly (readonly Part[])[] => {
    const found = names.map((name) => {
      const own = named.get(name);
      return own === undefined ? [] : [own];
    });
    for (const [matches, part] of matched)
      for (const [i, name] of names.entries()) if (matches(name)) found[i]?.push(part);
    return found.map((parts) => (parts.length > 0 ? parts : others));
  };
  return checked(
    (value) => {
      if (!isJsonObject(value)) return false;
      for (const name of required) if (!Object.hasOwn(value, name)) return false;
      const names = Object.keys(value);
      return partsOf(names).every((parts, i) => parts.every(({ test }) => test(value[names[i] as string])));
    },
    (value, report) => {
      if (!isJsonObject(value)) return report.say("Invalid input: expected object");
      for (const name of required)
        if (!Object.hasOwn(value, name))
          report.say("Invalid input: expected a value, received undefined", [name]);
      const names = Object.keys(value);
      for (const [i, parts] of partsOf(names).entries()) {
        const name = names[i] as string;
        for (const { schema } of parts) report.of(schema, value[name], [name]);
      }
    },
    {
      jsonSchema: (partOf) => ({
        type: "object",
        ...(named.size > 0 && { properties: mapped(properties, partOf, "properties") }),
        ...(required.length > 0 && { required }),
        ...(patterns.length > 0 && {
          patternProperties: mapped(Object.fromEntries(patterns), partOf, "patternProperties"),
        }),
        ...(rest !== undefined && { additionalProperties: partOf(rest, "additionalProperties") }),
      }),
    },
  );
}

/** The JSON Schema of each schema of `schemas`, which are in the keyword `key`. */
function mapped(schemas: Readonly<Record<string, z.ZodType>>, partOf: PartOf, key: string): JsonObject {
  return objectOf(Object.keys(schemas), (name) => partOf(schemas[name] as z.ZodType, key, name));
}

/** Checks only objects: anything else is accepted. */
function ofObjects(
  test: (value: Members) => boolean,
  explain: (value: Members, report: Report) => void,
  jsonSchema: SchemaFacts["jsonSchema"],
): z.ZodType {
  return checked(
    (value) => !isJsonObject(value) || test(value),
    (value, report) => explain(value as Members, report),
    { jsonSchema },
  );
}

/** JSON Schema `minProperties`. */
export function minProperties(count: number): z.ZodType {
  return ofObjects(
    (value) => Object.keys(value).length >= count,
    (_, report) => report.say(`Invalid object: expected at least ${count} properties`),
    () => ({ minProperties: count }),
  );
}

/** JSON Schema `maxProperties`. */
export function maxProperties(count: number): z.ZodType {
  return ofObjects(
    (value) => Object.keys(value).length <= count,
    (_, report) => report.say(`Invalid object: expected at most ${count} properties`),
    () => ({ maxProperties: count }),
  );
}

/** Accepts an object if every property name matches `schema`. */
export function propertyNames(schema: z.ZodType): z.ZodType {
  const test = testOf(schema);
  return ofObjects(
    (value) => Object.keys(value).every(test),
    (value, report) => {
      for (const name of Object.keys(value)) if (!test(name)) report.of(schema, name, [name]);
    },
    (partOf) => ({ propertyNames: partOf(schema, "propertyNames") }),
  );
}

/** Accepts an object if, for each entry whose property it has, it also has the properties that the entry lists. */
export function dependentRequired(dependents: Readonly<Record<string, readonly string[]>>): z.ZodType {
  const missing = (value: Members): readonly (readonly [name: string, because: string])[] =>
    Object.keys(dependents).flatMap((name) =>
      Object.hasOwn(value, name)
        ? (dependents[name] ?? [])
            .filter((other) => !Object.hasOwn(value, other))
            .map((other) => [other, name] as const)
        : [],
    );
  return ofObjects(
    (value) => missing(value).length === 0,
    (value, report) => {
      for (const [name, because] of missing(value))
        report.say(`Invalid input: required where ${JSON.stringify(because)} is`, [name]);
    },
    () => ({ dependentRequired: dependents }),
  );
}

/** Accepts an object if, for each entry whose property it has, it matches the schema of the entry. */
export function dependentSchemas(dependents: Readonly<Record<string, z.ZodType>>): z.ZodType {
  const entries = Object.entries(dependents).map(([name, schema]) => ({ name, ...partOf(schema) }));
  return ofObjects(
    (value) => entries.every(({ name, test }) => !Object.hasOwn(value, name) || test(value)),
    (value, report) => {
      for (const { name, schema } of entries) if (Object.hasOwn(value, name)) report.of(schema, value);
    },
    (partOf) => ({ dependentSchemas: mapped(dependents, partOf, "dependentSchemas") }),
  );
}
