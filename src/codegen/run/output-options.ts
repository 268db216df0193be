import type { ServerEntry } from "../../shared/config/index.js";
import type { FilterGlobs } from "../config/filter.js";
import type { TemplateSet } from "../emit/file-names.js";
import type { TransportFacts } from "../lock/index.js";
import type { OutputValues } from "../options/option-values.js";

/** Everything besides the models that affects the text of the output. */
export interface EmitOptions extends Omit<OutputValues, "inlineConfig"> {
  /**
   * Path of the config file relative to the output folder, with `/`, where generated code finds its servers. Absent if callers
   * pass them.
   */
  readonly config?: string;
  /** Writes these entries into the code instead, without their secrets. */
  readonly inline?: readonly ServerEntry[];
  /** Globs on `server` and `server.tool`. Default: everything. */
  readonly filter?: FilterGlobs;
  /** Texts of the templates. Default: those of this package. */
  readonly templates?: TemplateSet;
  /** How each server was reached, by its key, for the lock. */
  readonly transports?: ReadonlyMap<string, TransportFacts>;
}
