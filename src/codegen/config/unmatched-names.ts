import type { ServerModel } from "../model/index.js";
import type { PlanDiagnostic } from "../plan/index.js";
import { didYouMean } from "../../shared/text/suggest.js";

type Named = Pick<ServerModel, "key" | "tools" | "prompts" | "resourceTemplates">;

/**
 * Warns of each of the user's `names` (by `server.tool`) that matches nothing: after a typo, or a rename on the server, the
 * method would silently get another name. Servers that did not answer are not checked.
 */
export function unmatchedNames(
  names: Readonly<Record<string, string>>,
  keys: readonly string[],
  models: readonly Named[],
): readonly PlanDiagnostic[] {
  const known = new Map(
    models.map(({ key, tools, prompts, resourceTemplates }) => [
      key,
      [...tools, ...prompts, ...resourceTemplates].map(({ name }) => `${key}.${name}`),
    ]),
  );
  return Object.entries(names).flatMap(([named, wanted]): PlanDiagnostic[] => {
    const servers = keys.filter((key) => named.startsWith(`${key}.`));
    const [server] = servers;
    const items = servers.flatMap((key) => known.get(key) ?? []);
    if (server === undefined || !servers.every((key) => known.has(key)) || items.includes(named)) return [];
    return [
      {
        code: "NAME_FITS_NOTHING",
        severity: "warning",
        server,
        subject: named,
        message: `It has no tool, prompt or template with this name, so nothing is renamed to ${wanted}.${didYouMean(named, items)}`,
      },
    ];
  });
}
