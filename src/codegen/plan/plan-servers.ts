import { byCodeUnit } from "../../shared/json/canonical.js";
import type { ServerModel } from "../model/index.js";
import { DEFAULT_PLAN_OPTIONS, type PlanOptions } from "./plan-options.js";
import type { Plan } from "./plan.js";
import { planServer } from "./plan-server.js";
import { nameServers, type ServerNames } from "./server-names.js";

/**
 * Decides every name and every file of the output; later stages only print it.
 *
 * @throws {NameOverrideError} if one of the user's names cannot be used
 */
export function planServers(models: readonly ServerModel[], options: Partial<PlanOptions> = {}): Plan {
  const settings = { ...DEFAULT_PLAN_OPTIONS, ...options };
  const names = nameServers(
    models.map(({ key }) => key),
    settings.takenFolders,
  );
  const sorted = [...models].sort((a, b) => byCodeUnit(a.key, b.key));
  const planned = sorted.map((model) => planServer(model, names.get(model.key) as ServerNames, settings));
  return {
    servers: planned.map(({ plan }) => plan),
    names: planned.flatMap((one) => one.names),
    diagnostics: planned.flatMap((one) => one.diagnostics),
  };
}
