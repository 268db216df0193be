import type { ServerEntry } from "../../shared/config/index.js";
import type { JsonObject } from "../../shared/json/json.js";
import type { FilterGlobs } from "../config/filter.js";
import type { TemplateSet } from "../emit/file-names.js";
import { digestOf, type TransportFacts } from "../lock/index.js";
import { DEFAULT_LIMITS, type Limits, OUTPUT_LIMIT_NAMES } from "../model/index.js";
import type { ImportExtension } from "../plan/index.js";

/** What the text of the output depends on, beside the models. */
export interface EmitOptions {
  /** Ending of relative imports. Default `js`. */
  readonly importExt?: ImportExtension;
  /** Path of the config file from the output folder, with `/`: where generated code finds its servers. Absent: callers say it. */
  readonly config?: string;
  /** Writes these entries into the code instead, without their secrets. */
  readonly inline?: readonly ServerEntry[];
  /** Method names of the user's own, by `server.tool` with wire names. */
  readonly names?: Readonly<Record<string, string>>;
  /** Globs on `server` and `server.tool`. Default: everything. */
  readonly filter?: FilterGlobs;
  /** Whether validators assert `format`, which JSON Schema takes for a note. Default false. */
  readonly assertFormats?: boolean;
  /** How much of schemas and descriptions is taken in. */
  readonly limits?: Partial<Limits>;
  /** Texts of the templates. Default: those of this package. */
  readonly templates?: TemplateSet;
  /** How each server was reached, by its key, for the lock. */
  readonly transports?: ReadonlyMap<string, TransportFacts>;
}

/** The same as the lock keeps it. */
export function lockedOptions({
  importExt = "js",
  config,
  inline,
  names = {},
  filter,
  assertFormats = false,
  limits,
  templates,
}: EmitOptions): JsonObject {
  const changed = changedLimits(limits);
  return {
    importExt,
    assertFormats,
    ...(inline === undefined && config !== undefined && { config }),
    ...(inline !== undefined && { inlineConfig: true }),
    ...(Object.keys(names).length > 0 && { names }),
    ...(filter !== undefined &&
      filter.include.length + filter.exclude.length > 0 && {
        include: filter.include,
        exclude: filter.exclude,
      }),
    ...(Object.keys(changed).length > 0 && { limits: changed }),
    ...(templates !== undefined && { templates: digestOf(templates) }),
  };
}

function changedLimits(limits: Partial<Limits> = {}): Record<string, number> {
  const given = OUTPUT_LIMIT_NAMES.map((name) => [name, limits[name] ?? DEFAULT_LIMITS[name]] as const);
  return Object.fromEntries(given.filter(([name, value]) => value !== DEFAULT_LIMITS[name]));
}
