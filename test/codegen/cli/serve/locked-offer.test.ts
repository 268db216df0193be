import { describe, expect, it } from "vitest";
import { lockedOffer } from "../../../../src/codegen/cli/serve/locked-offer.js";
import type { ServerModel } from "../../../../src/codegen/model/index.js";

function model(key: string, resources: readonly string[], templates: readonly string[]): ServerModel {
  return {
    key,
    tools: [],
    prompts: [],
    resources: resources.map((uri) => ({ uri, name: uri })),
    resourceTemplates: templates.map((uriTemplate) => ({ uriTemplate, name: uriTemplate })),
  } as unknown as ServerModel;
}

describe("the resource of the lock that a URI names", () => {
  const a = model("a", ["x://one", "x://both"], ["x://a/{id}"]);
  const b = model("b", ["x://two", "x://both"], ["y://{+path}"]);

  it.each<[intent: string, keys: readonly string[], asked: string, want: string | undefined]>([
    ["listed, of one server", ["a"], "x://one", "x://one"],
    ["from a template, of one server", ["a"], "x://a/7", "x://a/7"],
    ["listed, of several", ["a", "b"], "x://b/two", "x://b/two"],
    ["from a template, of several", ["a", "b"], "y://b/p/q", "y://b/p/q"],
    ["a link with a server's own URI", ["a", "b"], "x://two", "x://b/two"],
    ["a link that a template expands to", ["a", "b"], "y://p/q", "y://b/p/q"],
    ["a link that two servers may mean", ["a", "b"], "x://both", undefined],
    ["nothing of the lock", ["a", "b"], "x://three", undefined],
    ["that of a server which is not served", ["a"], "x://two", undefined],
  ])("%s", (_, keys, asked, want) => {
    expect(lockedOffer([a, b], keys).resourceOf(asked)).toBe(want);
  });
});
