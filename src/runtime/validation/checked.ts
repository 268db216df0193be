import * as z from "zod";
import * as core from "zod/v4/core";
import type { JsonObject } from "../../shared/json/json.js";
import { simplified } from "./issues.js";
import type { Place } from "./json-schema-at.js";
import { inTarget, versionOfTarget } from "./json-schema-targets.js";
import { explainWithin, testWithin, wasTooDeep } from "./run.js";

/** What a compiled zod schema returns for a value that it rejects (`z.INVALID`). */
const INVALID = Symbol.for("zod.compile.invalid");

/** Whether a value is accepted. */
export type Test = (value: unknown) => boolean;

/** Receives the reasons for rejecting a value. */
export interface Report {
  /** Adds `message` about the value itself or about its part at `path`. */
  say(message: string, path?: readonly PropertyKey[]): void;
  /** Adds all issues of `schema` with `value` at `path`. */
  of(schema: z.ZodType, value: unknown, path?: readonly PropertyKey[]): void;
}

type Run = z.core.$ZodTypeInternals["run"];
type Context = Parameters<Run>[1];

/** Explains why a value is rejected; called only for rejected values, so that the test can be a fast function. */
export type Explain = (value: unknown, report: Report) => void;

/**
 * The definition of our own kind of schema, in addition to that of `z.custom`. Copies (`describe`, `refine`) are made from it,
 * too.
 */
interface CheckedDef extends z.core.$ZodCustomDef {
  readonly fn: Test;
  readonly explain: Explain;
  readonly describe: SchemaFacts | undefined;
  /** Makes the output of an accepted value. Absent: the value itself. */
  readonly convert: ((value: unknown) => unknown) | undefined;
}

/** JSON Schema of a schema that is a part; `path` is where it stands below its owner. */
export type PartOf = (schema: z.ZodType, ...path: readonly (string | number)[]) => JsonObject;

/** Facts of a validator that other schemas and JSON Schema conversion use. */
export interface SchemaFacts {
  /** JSON Schema of the values that it accepts, or the schema that has the same. */
  readonly jsonSchema: (partOf: PartOf, place: Place) => JsonObject | { readonly same: z.ZodType };
  /** Used by `z.discriminatedUnion`. */
  readonly values?: z.core.$ZodTypeInternals["values"];
  /** Used by enclosing objects. */
  readonly propValues?: z.core.$ZodTypeInternals["propValues"];
}

interface Checked extends z.ZodType {
  readonly _zod: z.core.$ZodCustomInternals & { readonly def: CheckedDef };
}

const Checked = /* @__PURE__ */ core.$constructor<Checked, CheckedDef>("FmcpSchema", (inst, def) => {
  const init: (instance: unknown, definition: unknown) => void = z.ZodCustom.init as never;
  init(inst, def);
  const internals = inst._zod as z.core.$ZodCustomInternals;
  const check = (payload: z.core.ParsePayload, context: Context): void => {
    const { value, issues } = payload;
    if (testWithin(def.fn, value)) {
      if (def.convert !== undefined) payload.value = def.convert(value);
      return;
    }
    const before = issues.length;
    explainWithin(() => def.explain(value, reportTo(issues, value, context)));
    if (issues.length === before)
      issues.push(
        issueOf(wasTooDeep() ? "Nested too deeply to be checked" : "Does not match the schema", [], value),
      );
  };
  internals.check = (payload) => check(payload, {});
  // without the user's own checks, the value goes straight to its test
  if ((def.checks ?? []).length === 0)
    internals.run = (payload, context) => {
      check(payload, context);
      return payload;
    };
  if (def.describe !== undefined) describe(internals, def.describe);
});

/** Lets others look up the facts of the validator. */
function describe(internals: z.core.$ZodCustomInternals, facts: SchemaFacts): void {
  for (const key of ["values", "propValues"] as const)
    if (key in facts) Object.defineProperty(internals, key, { get: () => facts[key], configurable: true });
  internals.processJSONSchema = (context, json, params) => {
    const partOf: PartOf = (schema, ...path) =>
      core.process(schema, context, { ...params, path: [...params.path, ...path] }) as JsonObject;
    const place = placeOf(context, params);
    const said = facts.jsonSchema(partOf, place);
    if (!isSame(said)) return void Object.assign(json, inTarget(said, place));
    // as `z.lazy` does: the other one is processed for itself, so that a cycle ends
    core.process(said.same, context, params);
    const seen = context.seen.get(params.schemaPath.at(-1) as z.ZodType);
    if (seen !== undefined) seen.ref = said.same;
  };
}

type JsonContext = Parameters<typeof core.process>[1];
type JsonParams = NonNullable<Parameters<typeof core.process>[2]>;

/** Definitions of the schemas that are being made, by what is defined. */
const definitions = new WeakMap<JsonContext["seen"], Map<string, z.ZodType>>();

function placeOf(context: JsonContext, params: JsonParams): Place {
  const { schemaPath, path } = params;
  return {
    // copies (`describe`) are followed by what they are copies of
    isRoot: schemaPath.every((each, index) => index === 0 || schemaPath[index - 1]?._zod.parent === each),
    version: versionOfTarget(context.target),
    count: context.seen.size,
    refuse: (message) => {
      const { unrepresentable: rule } = context;
      const zodSchema = schemaPath.at(-1) as z.ZodType;
      const choice = typeof rule === "function" ? rule({ zodSchema, path, message }) : rule;
      if (choice === undefined || choice === "throw") throw new Error(message);
    },
    define: (key, make) => {
      const known = definitions.get(context.seen) ?? new Map<string, z.ZodType>();
      definitions.set(context.seen, known);
      const schema = known.get(key) ?? checked(anything, nothing, { jsonSchema: (_, there) => make(there) });
      known.set(key, schema);
      const json = core.process(schema, context, params) as JsonObject;
      const seen = context.seen.get(schema);
      // what refers to itself becomes a definition in zod
      if (seen !== undefined && context.cycles !== "throw") seen.cycle ??= path;
      return json;
    },
  };
}

const anything = (): boolean => true;
const nothing = (): void => undefined;

function isSame(said: JsonObject | { readonly same: z.ZodType }): said is { readonly same: z.ZodType } {
  return said["same"] instanceof z.ZodType;
}

/**
 * Makes a zod schema for something that zod cannot express: it accepts what `test` accepts and returns the same value. `facts`
 * is for schemas that are composed and described.
 */
export function checked<T = unknown>(
  test: Test,
  explain: Explain,
  facts?: SchemaFacts,
  convert?: (value: unknown) => unknown,
): z.ZodType<T> {
  const def: CheckedDef = { type: "custom", check: "custom", fn: test, explain, describe: facts, convert };
  return new Checked(def) as unknown as z.ZodType<T>;
}

function reportTo(issues: z.core.$ZodRawIssue[], input: unknown, context: Context): Report {
  return {
    say: (message, path = []) => issues.push(issueOf(message, path, input)),
    of: (schema, value, path = []) => {
      // Explaining a rejection need not be fast: no code is generated for it.
      const result = schema._zod.run({ value, issues: [] }, { ...context, async: false, jitless: true });
      if (result instanceof Promise) return;
      for (const issue of simplified(result.issues))
        issues.push({ ...issue, path: [...path, ...(issue.path ?? [])] });
    },
  };
}

function issueOf(message: string, path: readonly PropertyKey[], input: unknown): z.core.$ZodRawIssue {
  return { code: "custom", message, path: [...path], input, continue: false };
}

/**
 * Returns the test of a schema, compiled on first use. Validators of this package are synchronous and do not throw, so a
 * rejection by the compiled function is final. If code cannot be generated (a strict content security policy, zod's `jitless`),
 * the schema is interpreted.
 */
export function testOf(schema: z.ZodType): Test {
  let test: Test | undefined;
  return (value) => (test ??= compiled(schema) ?? interpreted(schema))(value);
}

function compiled(schema: z.ZodType): Test | undefined {
  if (z.config().jitless === true) return undefined;
  // a schema that cannot be compiled is returned unchanged, without a validator
  const validator = z.compile(schema)._zod.bag["validator"] as ((value: unknown) => unknown) | undefined;
  return validator && ((value) => validator(value) !== INVALID);
}

function interpreted(schema: z.ZodType): Test {
  return (value) => {
    const result = schema._zod.run({ value, issues: [] }, { async: false, abortEarly: true });
    return !(result instanceof Promise) && result.issues.length === 0;
  };
}
