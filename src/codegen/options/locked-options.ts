import { resolve } from "node:path";
import * as z from "zod";
import type { Json, JsonObject } from "../../shared/json/json.js";
import { show } from "../../shared/text/show.js";
import { digestOf, LockInvalidError, type LockFile } from "../lock/index.js";
import type { EmitOptions } from "../run/output-options.js";
import type { GenerateOptions } from "../run/generate-options.js";
import { OPTIONS } from "./table.js";
import { OUTPUT_KEYS, outputValues, type OutputValues } from "./option-values.js";
import { withoutUndefined } from "./without-undefined.js";
import type { OptionRow } from "./option.js";

/** Options that affect the text of the files, as a lock stores them. */
export type RememberedOptions = OutputValues &
  Pick<GenerateOptions, "filter" | "configPath"> & {
    /** Whether the files were generated with custom templates. */
    readonly hasTemplates: boolean;
  };

const rows = OUTPUT_KEYS.map((key) => [key, OPTIONS[key] as OptionRow<unknown>] as const);

/** Returns what the lock stores of the options that affect the text of the files; default values are left out. */
export function lockedOptions({ config, inline, filter, templates, ...values }: EmitOptions): JsonObject {
  const given: OutputValues = { ...values, ...(inline !== undefined && { inlineConfig: true }) };
  const kept = rows.flatMap(([key, { default: byDefault, lockedAs = (value: unknown) => value }]) => {
    const value = given[key] === undefined ? undefined : lockedAs(given[key]);
    const isDefault = value === undefined || JSON.stringify(value) === JSON.stringify(byDefault);
    return isDefault ? [] : [[key, value as Json] as const];
  });
  return {
    ...Object.fromEntries(kept),
    ...(inline === undefined && config !== undefined && { config }),
    ...(filter !== undefined &&
      filter.include.length + filter.exclude.length > 0 && {
        include: filter.include,
        exclude: filter.exclude,
      }),
    ...(templates !== undefined && { templates: digestOf(templates) }),
  };
}

const globs = z.array(z.string()).readonly().optional();

/** The options in a lock; keys that this version does not know are ignored. */
export const lockedOptionsSchema = z.looseObject({
  ...Object.fromEntries(rows.map(([key, { schema }]) => [key, schema?.(z).optional() ?? z.never()])),
  config: z.string().optional().describe("Path of the config file from the folder of the lock."),
  include: globs,
  exclude: globs,
  templates: z.string().optional().describe("Digest of custom templates."),
});

/**
 * Returns the options with which a lock was written.
 *
 * @param out folder of the lock, to which the path of its config is relative
 * @throws {LockInvalidError} if an option has a value that no run writes
 */
export function optionsOfLock(lock: LockFile, out: string, path: string): RememberedOptions {
  const { success, data, error } = lockedOptionsSchema.safeParse(lock.options);
  if (!success) {
    const [issue] = error.issues;
    const place = ["options", ...(issue?.path ?? [])].join("/");
    throw new LockInvalidError(path, `at ${show(place)}: ${show(issue?.message ?? "")}.`);
  }
  const { config, include = [], exclude = [], templates, ...values } = data;
  return {
    ...outputValues(withoutUndefined(values) as OutputValues),
    ...(config !== undefined && { configPath: resolve(out, config) }),
    filter: { include, exclude },
    hasTemplates: templates !== undefined,
  };
}
