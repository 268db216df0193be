import { prefixedName, prefixedUri } from "fmcp-runtime/internal";
import type { ServerModel, ToolModel } from "../../model/index.js";
import { volatileOf } from "../../volatile/without-volatile.js";
import { matcherOf } from "./matcher-of.js";

/** What a lock allows, by the names that callers see. */
export interface LockedOffer {
  readonly tools: ReadonlyMap<string, ToolModel>;
  /** JSON pointers to values that the server changes each time, by the name of the tool. */
  readonly volatile: ReadonlyMap<string, readonly string[]>;
  readonly resources: ReadonlySet<string>;
  readonly templates: ReadonlySet<string>;
  readonly prompts: ReadonlySet<string>;
  /** Whether a URI is a resource of the lock, or fits one of its templates. */
  readonly reads: (uri: string) => boolean;
}

/** Returns what the lock contains of the served servers; with several, names carry that of their server. */
export function lockedOffer(models: readonly ServerModel[], keys: readonly string[]): LockedOffer {
  const served = models.filter(({ key }) => keys.includes(key));
  const several = keys.length > 1;
  const name = (key: string, own: string): string => (several ? prefixedName(key, own) : own);
  const uri = (key: string, own: string): string => (several ? prefixedUri(key, own) : own);
  const resources = new Set(
    served.flatMap(({ key, resources: all }) => all.map((each) => uri(key, each.uri))),
  );
  const templates = new Set(
    served.flatMap(({ key, resourceTemplates: all }) => all.map((each) => uri(key, each.uriTemplate))),
  );
  const matchers = [...templates].map(matcherOf);
  return {
    tools: new Map(served.flatMap(({ key, tools }) => tools.map((tool) => [name(key, tool.name), tool]))),
    volatile: new Map(
      served.flatMap((model) =>
        model.tools.map((tool) => [name(model.key, tool.name), volatileOf(model, tool.name)]),
      ),
    ),
    resources,
    templates,
    prompts: new Set(served.flatMap(({ key, prompts }) => prompts.map((each) => name(key, each.name)))),
    reads: (asked) => resources.has(asked) || matchers.some((matches) => matches(asked)),
  };
}
