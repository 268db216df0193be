import { resolve } from "node:path";
import * as z from "zod";
import { show } from "../../shared/text/show.js";
import type { GenerateOptions } from "../run/generate-options.js";
import { type Limits, OUTPUT_LIMIT_NAMES } from "../model/limits.js";
import { LockInvalidError, type LockFile } from "../lock/index.js";

/** Options that decide the text of the files, as a lock remembers them. */
export type RememberedOptions = Pick<
  GenerateOptions,
  "importExt" | "names" | "filter" | "assertFormats" | "configPath" | "inlineConfig" | "limits"
> & {
  /** The files were made with templates of the user's own. */
  readonly hasTemplates: boolean;
};

const globs = z.array(z.string()).readonly().optional();
const optionsSchema = z.looseObject({
  importExt: z.enum(["js", "ts", "none"]).optional(),
  assertFormats: z.boolean().optional(),
  config: z.string().optional(),
  inlineConfig: z.boolean().optional(),
  names: z.record(z.string(), z.string()).optional(),
  include: globs,
  exclude: globs,
  limits: z
    .partialRecord(z.enum(OUTPUT_LIMIT_NAMES), z.int().positive())
    .transform((limits): Partial<Limits> => limits)
    .optional(),
  templates: z.string().optional(),
});

/**
 * The options under which a lock was written.
 *
 * @param out Folder of the lock: the path of the config in it is relative to that.
 * @throws {LockInvalidError} when they are none of ours.
 */
export function optionsOfLock(lock: LockFile, out: string, path: string): RememberedOptions {
  const { success, data, error } = optionsSchema.safeParse(lock.options);
  if (!success) {
    const [issue] = error.issues;
    const place = ["options", ...(issue?.path ?? [])].join("/");
    throw new LockInvalidError(path, `at ${show(place)}: ${show(issue?.message ?? "")}.`);
  }
  const {
    importExt,
    assertFormats,
    config,
    inlineConfig,
    names,
    include = [],
    exclude = [],
    limits,
    templates,
  } = data;
  return {
    ...(importExt !== undefined && { importExt }),
    ...(assertFormats !== undefined && { assertFormats }),
    ...(config !== undefined && { configPath: resolve(out, config) }),
    ...(inlineConfig !== undefined && { inlineConfig }),
    ...(names !== undefined && { names }),
    ...(limits !== undefined && { limits }),
    filter: { include, exclude },
    hasTemplates: templates !== undefined,
  };
}
