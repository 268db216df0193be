import { expect, it } from "vitest";
import { unmatchedNames } from "../../../src/codegen/config/unmatched-names.js";

const named = (...names: string[]) =>
  names.map((name) => ({ name, inputSchema: {}, uriTemplate: "x://{y}", arguments: [] }));
const MODELS = [
  { key: "a", tools: named("get-sum"), prompts: named("ask"), resourceTemplates: named("file") },
  { key: "a.b", tools: named("run"), prompts: [], resourceTemplates: [] },
];

it.each<[string, string, string | undefined]>([
  ["a tool", "a.get-sum", undefined],
  ["a prompt", "a.ask", undefined],
  ["a template", "a.file", undefined],
  ["a tool of a server whose key starts like another", "a.b.run", undefined],
  ["a typo", "a.get-sun", ' Did you mean "a.get-sum"?'],
  ["nothing similar", "a.zzzzzzzz", ""],
  ["a server that did not answer", "down.run", undefined],
  ["a server of another config", "elsewhere.run", undefined],
])("%s", (_, name, want) => {
  const found = unmatchedNames({ [name]: "add" }, ["a", "a.b", "down"], MODELS);
  expect(found.map(({ subject, message }) => `${subject}: ${message}`)).toEqual(
    want === undefined
      ? []
      : [`${name}: It has no tool, prompt or template with this name, so nothing is renamed to add.${want}`],
  );
});
