import { describe, expect, it } from "vitest";
import { compareServers } from "../../../src/codegen/diff/index.js";
import type { Severities } from "../../../src/codegen/diff/judge.js";
import type { ServerModel } from "../../../src/codegen/index.js";

const server = (description: string, names: readonly string[]): ServerModel => ({
  key: "s",
  era: "legacy",
  protocolVersion: "2025-11-25",
  capabilities: {},
  clientCapabilities: {},
  tools: names.map((name) => ({ name, description, inputSchema: { type: "object" } })),
  resources: [],
  resourceTemplates: [],
  prompts: [],
  diagnostics: [],
});

describe("severities by rule", () => {
  it.each<[string, Severities, readonly string[]]>([
    ["our severities", {}, ["description-changed dangerous", "tool-added safe"]],
    [
      "one rule is more severe",
      { "tool-added": "breaking" },
      ["description-changed dangerous", "tool-added breaking"],
    ],
    ["one rule is ignored", { "description-changed": "ignore" }, ["tool-added safe"]],
    [
      "a rule without findings",
      { "type-narrowed": "safe" },
      ["description-changed dangerous", "tool-added safe"],
    ],
  ])("%s", (_intent, severities, want) => {
    const changes = compareServers([server("old", ["a"])], [server("new", ["a", "b"])], { severities });
    expect(changes.map(({ rule, severity }) => `${rule} ${severity}`)).toEqual(want);
  });
});
