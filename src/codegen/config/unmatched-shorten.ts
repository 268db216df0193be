import { fits } from "../../shared/text/fits.js";
import { didYouMean } from "../../shared/text/suggest.js";
import type { ServerModel } from "../model/index.js";
import type { PlanDiagnostic, ShortenRules } from "../plan/index.js";

/**
 * Warns of each rule of `shorten` that matches no tool: after a typo, models would silently read the whole description. A rule that
 * could match tools of a server that did not answer is not checked.
 */
export function unmatchedShorten(
  rules: ShortenRules,
  keys: readonly string[],
  models: readonly Pick<ServerModel, "key" | "tools">[],
): readonly PlanDiagnostic[] {
  const answered = new Set(models.map(({ key }) => key));
  const tools = models.flatMap(({ key, tools: own }) => own.map(({ name }) => `${key}.${name}`));
  const silent = keys.filter((key) => !answered.has(key));
  return Object.keys(rules).flatMap((pattern): PlanDiagnostic[] => {
    if (tools.some((tool) => fits(pattern, tool)) || silent.some((key) => reachesServer(pattern, key)))
      return [];
    const message = `No tool has this name: \`shorten\` shortens nothing for it.${didYouMean(pattern, tools)}`;
    const server = pattern.split(".", 1)[0] ?? pattern;
    return [{ code: "SHORTEN_FITS_NOTHING", severity: "warning", server, subject: pattern, message }];
  });
}

/** Whether a pattern could match a tool of a server, whatever the tool is called. */
function reachesServer(pattern: string, key: string): boolean {
  const [start = ""] = pattern.split("*");
  const prefix = `${key}.`;
  return pattern.includes("*") && prefix.startsWith(start) ? true : start.startsWith(prefix);
}
