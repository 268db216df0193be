import { expect, it } from "vitest";
import { entryChanges } from "../../../src/codegen/watch/entry-changes.js";
import { parseConfig } from "../../../src/shared/config/index.js";

const entries = (mcpServers: object) => parseConfig({ mcpServers }).servers;
const a = { command: "node", args: ["a.js"] };

it.each<[string, object, object, Partial<ReturnType<typeof entryChanges>>]>([
  ["nothing", { a }, { a: { args: ["a.js"], command: "node" } }, {}],
  ["another order", { a, b: a }, { b: a, a }, {}],
  ["a server added", { a }, { a, b: a }, { added: ["b"] }],
  ["a server removed", { a, b: a }, { a }, { removed: ["b"] }],
  ["another argument", { a }, { a: { ...a, args: [] } }, { changed: ["a"] }],
  ["another name", { a }, { b: a }, { added: ["b"], removed: ["a"] }],
])("%s", (_name, before, after, want) => {
  expect(entryChanges(entries(before), entries(after))).toEqual({
    added: [],
    removed: [],
    changed: [],
    ...want,
  });
});
