import type { ServerModel } from "../model/index.js";
import type { PlanDiagnostic } from "../plan/index.js";
import { type FilterGlobs, matches, reaches } from "./filter.js";
import { didYouMean } from "../../shared/text/suggest.js";

/**
 * Warns of each glob that names tools but matches none: a mistyped exclusion excludes nothing. A glob that could match tools
 * of a server that did not answer is not checked.
 */
export function unmatchedGlobs(
  { include, exclude }: FilterGlobs,
  keys: readonly string[],
  models: readonly Pick<ServerModel, "key" | "tools">[],
): readonly PlanDiagnostic[] {
  const known = new Map(
    models.map(({ key, tools }) => [key, tools.map(({ name }) => `${key}.${name}`)] as const),
  );
  const judge = (glob: string, effect: string): PlanDiagnostic | undefined => {
    const servers = keys.filter((key) => reaches(glob, key));
    const [server] = servers;
    if (server === undefined || !servers.every((key) => known.has(key))) return undefined;
    const tools = servers.flatMap((key) => known.get(key) ?? []);
    if (servers.some((key) => matches(glob, key)) || tools.some((tool) => matches(glob, tool)))
      return undefined;
    return {
      code: "GLOB_FITS_NOTHING",
      severity: "warning",
      server,
      subject: glob,
      message: `No tool has this name: ${effect}.${didYouMean(glob, tools)}`,
    };
  };
  return [
    ...[...new Set(include)].map((glob) => judge(glob, "nothing is generated for it")),
    ...[...new Set(exclude)].map((glob) => judge(glob, "nothing is left out for it")),
  ].filter((diagnostic) => diagnostic !== undefined);
}
