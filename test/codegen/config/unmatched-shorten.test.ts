import { expect, it } from "vitest";
import { unmatchedShorten } from "../../../src/codegen/config/unmatched-shorten.js";

const tools = (...names: string[]) => names.map((name) => ({ name, inputSchema: {} }));
const MODELS = [
  { key: "github", tools: tools("get_repo", "delete_repo") },
  { key: "a.b", tools: tools("run") },
];

it.each<[string, string, string | undefined]>([
  ["a tool", "github.get_repo", undefined],
  ["all tools of a server", "github.*", undefined],
  ["some tools of any server", "*.get_*", undefined],
  ["a server whose key has a dot", "a.b.*", undefined],
  ["a typo in the tool", "github.get_repos", ' Did you mean "github.get_repo"?'],
  ["a typo in the server", "githup.*", ""],
  ["tools of a server that did not answer", "down.*", undefined],
  ["one of its tools", "down.run", undefined],
  ["tools that it might have", "*.stop", undefined],
])("%s", (_, pattern, want) => {
  const found = unmatchedShorten({ [pattern]: { description: 100 } }, ["github", "a.b", "down"], MODELS);
  const message = `No tool has this name: \`shorten\` shortens nothing for it.${want ?? ""}`;
  expect(found).toEqual(
    want === undefined
      ? []
      : [expect.objectContaining({ code: "SHORTEN_FITS_NOTHING", subject: pattern, message })],
  );
});
