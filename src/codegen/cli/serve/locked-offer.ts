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
  /**
   * Returns the name of a resource of the lock, or of one that fits a template of it. With several servers, a server's own URI
   * without a prefix counts if only one of them has it, as links in answers are such. `undefined` if the lock has none.
   */
  readonly resourceOf: (uri: string) => string | undefined;
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
  const reads = readerOf([...resources], [...templates]);
  const owners = served.map(({ key, resources: all, resourceTemplates }) => ({
    key,
    reads: readerOf(
      all.map((each) => each.uri),
      resourceTemplates.map((each) => each.uriTemplate),
    ),
  }));
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
    resourceOf: (asked) => {
      if (reads(asked)) return asked;
      const [only, ...others] = owners.filter((owner) => owner.reads(asked));
      return only === undefined || others.length > 0 ? undefined : uri(only.key, asked);
    },
  };
}

/** Returns a function that tells whether a URI is among these, or fits one of the templates. */
function readerOf(uris: readonly string[], templates: readonly string[]): (uri: string) => boolean {
  const known = new Set(uris);
  const matchers = templates.map(matcherOf);
  return (uri) => known.has(uri) || matchers.some((matches) => matches(uri));
}
