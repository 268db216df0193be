import type { Settings } from "../../config/settings.js";
import { askingValues, outputValues } from "../../options/option-values.js";
import type { GenerateOptions } from "../../run/generate-options.js";

/** Converts settings to options for a run. */
export function generateOptions(settings: Settings, dryRun: boolean): GenerateOptions {
  const { entries, others, servers, out, globs, allowPartial = false, templates, outputs } = settings;
  return {
    ...outputValues(settings),
    ...askingValues(settings),
    entries,
    others,
    configPath: servers.path,
    out,
    filter: globs,
    allowPartial,
    ...(templates !== undefined && { templates }),
    ...(outputs !== undefined && { outputs }),
    dryRun,
  };
}
