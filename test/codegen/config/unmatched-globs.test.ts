import { describe, expect, it } from "vitest";
import { unmatchedGlobs } from "../../../src/codegen/config/unmatched-globs.js";

const MODELS = [server("github", "get_repo", "delete_repo"), server("a.b", "run")];
const KEYS = ["github", "a.b", "down"];

describe("globs that match nothing", () => {
  it.each<[string, string, string | undefined]>([
    ["a tool", "github.delete_repo", undefined],
    ["some tools", "github.delete_*", undefined],
    ["tools of any server that answered", "*.get_repo", undefined],
    ["a server", "github", undefined],
    ["a tool of a server whose key has a dot", "a.b.run", undefined],
    ["a typo", "github.delete_repos", ' Did you mean "github.delete_repo"?'],
    ["nothing similar", "github.zzzzzzzzzz_*", ""],
    ["the same where the key has a dot", "a.b.rum", ' Did you mean "a.b.run"?'],
    ["a server that did not answer, whose tools are unknown", "down.anything", undefined],
    ["a glob that could match a server that did not answer", "*.anything", undefined],
    ["no server: --server reports this itself", "nobody.run", undefined],
  ])("%s", (_, glob, want) => {
    const found = (include: string[], exclude: string[]): string[] =>
      unmatchedGlobs({ include, exclude }, KEYS, MODELS).map(
        ({ subject, message }) => `${subject}: ${message}`,
      );
    const said = (effect: string): string[] =>
      want === undefined ? [] : [`${glob}: No tool has this name: ${effect}.${want}`];
    expect(found([glob, glob], [])).toEqual(said("nothing is generated for it"));
    expect(found([], [glob])).toEqual(said("nothing is left out for it"));
  });
});

function server(key: string, ...tools: string[]) {
  return { key, tools: tools.map((name) => ({ name, inputSchema: { type: "object" } })) };
}
