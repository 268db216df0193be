import type { Settings } from "../../config/settings.js";
import type { GenerateOptions } from "../../run/generate-options.js";
import type { GenerateFlags } from "./generate-flags.js";

/** What settings and flags mean for a run. */
export function generateOptions(
  settings: Settings,
  flags: Pick<GenerateFlags, "dryRun" | "stdout">,
): GenerateOptions {
  const { concurrency, timeoutMs, templates } = settings;
  return {
    entries: settings.entries,
    others: settings.others,
    configPath: settings.servers.path,
    out: settings.out,
    filter: settings.globs,
    importExt: settings.importExt,
    inlineConfig: settings.inlineConfig,
    allowPartial: settings.allowPartial,
    names: settings.names,
    limits: settings.limits,
    dryRun: flags.dryRun === true || flags.stdout === true,
    ...(concurrency !== undefined && { concurrency }),
    ...(timeoutMs !== undefined && { timeoutMs }),
    ...(templates !== undefined && { templates }),
  };
}
