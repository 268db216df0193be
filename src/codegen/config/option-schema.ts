import * as z from "zod";
import type { ConfigFault } from "../../shared/config/fault.js";
import { pointerTo } from "../../shared/config/fault.js";
import { show } from "../../shared/text/show.js";
import { LIMIT_NAMES, type Limits } from "../model/limits.js";
import type { FmcpConfig } from "./define-config.js";
import { didYouMean } from "../../shared/text/suggest.js";

const text = z.string().min(1);
const globs = z.array(text).readonly();

const limit = z
  .int()
  .min(1)
  .max(2 ** 31 - 1);
const limitsSchema = z.strictObject(
  Object.fromEntries(LIMIT_NAMES.map((name) => [name, limit])) as Record<keyof Limits, typeof limit>,
);

const optionSchema = z.strictObject({
  $schema: z.string(),
  config: text,
  out: text,
  servers: globs,
  exclude: globs,
  concurrency: z.int().min(1).max(1_000),
  timeoutMs: z
    .int()
    .min(1)
    .max(2 ** 31 - 1),
  importExt: z.enum(["js", "ts", "none"]),
  inlineConfig: z.boolean(),
  templates: text,
  names: z.record(z.string().regex(/^.+\..+$/s, 'expected a key of the form "server.tool"'), text).readonly(),
  limits: limitsSchema.partial().transform(withoutUndefined),
  allowPartial: z.boolean(),
} satisfies { readonly [Key in keyof Required<FmcpConfig>]: z.ZodType });

/** What a file of options may hold; the published JSON Schema is made of it. */
export const partialSchema = optionSchema.partial();

/** The value of an `fmcp.config` file, or what is wrong with it, each fault with its JSON pointer. */
export function readOptions(
  value: unknown,
): { readonly options: FmcpConfig } | { readonly faults: readonly ConfigFault[] } {
  const parsed = partialSchema.safeParse(value);
  // absent keys stay absent: `partial` only adds `undefined` where the file wrote it
  if (parsed.success) return { options: withoutUndefined(parsed.data) };
  return { faults: parsed.error.issues.flatMap(faultsOf) };
}

function faultsOf(issue: z.core.$ZodIssue): ConfigFault[] {
  const pointer = pointerTo("", ...issue.path.map(String));
  if (issue.code !== "unrecognized_keys") {
    return [{ pointer, message: `${show(issue.message)}.`, hint: "See the type FmcpConfig, or --help." }];
  }
  const known = issue.path[0] === "limits" ? LIMIT_NAMES : Object.keys(optionSchema.shape);
  return issue.keys.map((key) => ({
    pointer: pointerTo(pointer, key),
    message: `unknown option "${show(key)}".${didYouMean(key, known)}`,
    hint: `Known: ${known.join(", ")}.`,
  }));
}

function withoutUndefined<T extends object>(options: T): { [Key in keyof T]: Exclude<T[Key], undefined> } {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as {
    [Key in keyof T]: Exclude<T[Key], undefined>;
  };
}
