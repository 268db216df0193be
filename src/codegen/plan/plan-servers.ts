import { byCodeUnit } from "../../shared/json/canonical.js";
import type { ServerModel } from "../model/index.js";
import { DEFAULT_PLAN_OPTIONS, type PlanOptions } from "./options.js";
import type { Plan } from "./plan.js";
import { planServer } from "./plan-server.js";
import { nameServers, type ServerNames } from "./server-names.js";

/**
 * Settles every name and every file of the output: what comes after only prints it.
 *
 * @throws {NameOverrideError} when a name of the user's own cannot be used.
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
