import type { ServerEntry } from "../shared/config/index.js";
import type { FilterGlobs } from "./config/filter.js";
import type { TemplateSet } from "./emit/index.js";
import type { TransportFacts } from "./lock/index.js";
import type { Limits } from "./model/index.js";
import type { ImportExtension } from "./plan/index.js";

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
