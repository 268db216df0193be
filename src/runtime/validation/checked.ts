import * as z from "zod";
import * as core from "zod/v4/core";
import type { JsonObject } from "../../shared/json/json.js";
import { simplified } from "./issues.js";
import { explainWithin, testWithin, wasTooDeep } from "./run.js";

/** What a compiled schema of zod answers for a value that it refuses (`z.INVALID`). */
const INVALID = Symbol.for("zod.compile.invalid");

/** Whether a value is accepted. */
export type Test = (value: unknown) => boolean;

/** Where a check says why a value is refused. */
export interface Report {
  /** `message` about the value itself or about the part of it at `path`. */
  say(message: string, path?: readonly PropertyKey[]): void;
  /** Everything that `schema` has against `value`, which stands at `path`. */
  of(schema: z.ZodType, value: unknown, path?: readonly PropertyKey[]): void;
}

type Run = z.core.$ZodTypeInternals["run"];
type Context = Parameters<Run>[1];

/** Says why a value is refused; called for refused values only, so that a test can be as quick as a function is. */
export type Explain = (value: unknown, report: Report) => void;

/** What our own kind of schema is made of, beside what `z.custom` is. A copy (`describe`, `refine`) is made of it, too. */
interface CheckedDef extends z.core.$ZodCustomDef {
  readonly fn: Test;
  readonly explain: Explain;
  readonly describe: SchemaFacts | undefined;
}

/** JSON Schema of a schema that is a part; `path` is where it stands below its owner. */
export type PartOf = (schema: z.ZodType, ...path: readonly (string | number)[]) => JsonObject;

/** Where a JSON Schema stands in a larger one, and whether it may yet be moved. */
export interface Place {
  readonly path: readonly (string | number)[];
  readonly isMoved: boolean;
}

/** What other schemas, and those who ask for JSON Schema, look up in a validator. */
export interface SchemaFacts {
  /** JSON Schema of the values that it accepts, or the schema that has the same. */
  readonly jsonSchema: (partOf: PartOf, place: Place) => JsonObject | { readonly same: z.ZodType };
  /** Looked up by `z.discriminatedUnion`. */
  readonly values?: z.core.$ZodTypeInternals["values"];
  /** Looked up by enclosing objects. */
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
    if (testWithin(def.fn, value)) return;
    const before = issues.length;
    explainWithin(() => def.explain(value, reportTo(issues, value, context)));
    if (issues.length === before)
      issues.push(
        issueOf(wasTooDeep() ? "Nested too deeply to be checked" : "Does not match the schema", [], value),
      );
  };
  internals.check = (payload) => check(payload, {});
  // without checks of the user's, nothing stands between a value and its test
  if ((def.checks ?? []).length === 0)
    internals.run = (payload, context) => {
      check(payload, context);
      return payload;
    };
  if (def.describe !== undefined) describe(internals, def.describe);
});

/** Lets others look up what the validator is. */
function describe(internals: z.core.$ZodCustomInternals, facts: SchemaFacts): void {
  for (const key of ["values", "propValues"] as const)
    if (key in facts) Object.defineProperty(internals, key, { get: () => facts[key], configurable: true });
  internals.processJSONSchema = (context, json, params) => {
    const partOf: PartOf = (schema, ...path) =>
      core.process(schema, context, { ...params, path: [...params.path, ...path] }) as JsonObject;
    const said = facts.jsonSchema(partOf, { path: params.path, isMoved: context.reused === "ref" });
    if (!isSame(said)) return void Object.assign(json, said);
    // as `z.lazy` does: the other one is processed for itself, so that a cycle ends
    core.process(said.same, context, params);
    const seen = context.seen.get(params.schemaPath.at(-1) as z.ZodType);
    if (seen !== undefined) seen.ref = said.same;
  };
}

function isSame(said: JsonObject | { readonly same: z.ZodType }): said is { readonly same: z.ZodType } {
  return said["same"] instanceof z.ZodType;
}

/**
 * A zod schema for what zod has no word for: it accepts what `test` accepts and gives back the very same value. `facts` is for
 * schemas that others compose and describe.
 */
export function checked<T = unknown>(test: Test, explain: Explain, facts?: SchemaFacts): z.ZodType<T> {
  const def: CheckedDef = { type: "custom", check: "custom", fn: test, explain, describe: facts };
  return new Checked(def) as unknown as z.ZodType<T>;
}

function reportTo(issues: z.core.$ZodRawIssue[], input: unknown, context: Context): Report {
  return {
    say: (message, path = []) => issues.push(issueOf(message, path, input)),
    of: (schema, value, path = []) => {
      // What explains a refusal need not be quick: no code is generated for it.
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
 * The test that a schema stands for, compiled on first use. Validators of this package are synchronous and throw nothing, so that a
 * refusal of the compiled function is final. Where code cannot be generated (a strict content security policy, zod's
 * `jitless`) the schema is interpreted.
 */
export function testOf(schema: z.ZodType): Test {
  let test: Test | undefined;
  return (value) => (test ??= compiled(schema) ?? interpreted(schema))(value);
}

function compiled(schema: z.ZodType): Test | undefined {
  if (z.config().jitless === true) return undefined;
  // a schema that cannot be compiled comes back as it is, without a validator
  const validator = z.compile(schema)._zod.bag["validator"] as ((value: unknown) => unknown) | undefined;
  return validator && ((value) => validator(value) !== INVALID);
}

function interpreted(schema: z.ZodType): Test {
  return (value) => {
    const result = schema._zod.run({ value, issues: [] }, { async: false, abortEarly: true });
    return !(result instanceof Promise) && result.issues.length === 0;
  };
}
