import * as z from "zod";
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

/**
 * A zod schema for what zod has no word for: it accepts what `test` accepts and gives back the very same value. `explain` is
 * called for a refused value only, so that a test can be as quick as a function of JavaScript is.
 */
export function checked<T = unknown>(
  test: Test,
  explain: (value: unknown, report: Report) => void,
): z.ZodType<T> {
  const type = z.custom<T>(test);
  type._zod.run = (payload, context) => {
    const { value, issues } = payload;
    if (testWithin(test, value)) return payload;
    const before = issues.length;
    explainWithin(() => explain(value, reportTo(issues, value, context)));
    if (issues.length === before)
      issues.push(
        issueOf(wasTooDeep() ? "Nested too deeply to be checked" : "Does not match the schema", [], value),
      );
    return payload;
  };
  return type;
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
