import { describe, expect, it } from "vitest";
import { compareServers } from "../../../src/codegen/diff/index.js";
import type { ServerModel } from "../../../src/codegen/index.js";
import { descriptionLength, shortened } from "../../../src/codegen/plan/shorten.js";
import { tokenTable } from "../../../src/codegen/docs/token-table.js";
import { render } from "../../../src/codegen/run/generate-from-model.js";

describe("a shortened description", () => {
  it.each([
    ["a short text", "One. Two.", 9, "One. Two."],
    ["whole sentences", "One. Two? Three.", 10, "One. Two?"],
    ["a sentence of exactly the length", "One. Two.", 4, "One."],
    ["a paragraph without a full stop", "Heading\n\nText that goes on", 20, "Heading"],
    ["no end of a sentence at 1.2", "Uses 1.2 and more words", 12, "Uses 1.2…"],
    ["words if the sentence is longer", "Searches all files of it.", 12, "Searches…"],
    ["part of a longer word", "abcdefghijklmnop", 5, "abcd…"],
    ["no half of an emoji", "abc🎈🎈🎈🎈", 5, "abc…"],
  ])("keeps %s", (_, text, length, want) => {
    expect(shortened(text, length)).toBe(want);
    expect(want.length).toBeLessThanOrEqual(length);
  });

  it.each([
    ["a rule of the tool", { "shop.find": { description: 50 } }, 50],
    ["a pattern", { "*.find": { description: 50 } }, 50],
    ["the last rule", { "shop.*": { description: 50 }, "*.*": { description: 60 } }, 60],
    ["a rule that names a length", { "shop.*": { description: 50 }, "*.*": {} }, 50],
    ["no other tool's rule", { "shop.buy": { description: 50 } }, undefined],
  ])("follows %s", (_, rules, want) => {
    expect(descriptionLength(rules, "shop", "find")).toBe(want);
  });
});

const server = (description: string): ServerModel => ({
  ...{ key: "shop", era: "legacy", protocolVersion: "2025-11-25", capabilities: {}, clientCapabilities: {} },
  tools: [{ name: "find", description, inputSchema: { type: "object" } }],
  ...{ resources: [], resourceTemplates: [], prompts: [], diagnostics: [] },
});
const LONG = "Finds goods by words. It takes any language and knows misspelt words.";
const shorten = { "shop.*": { description: 30 } };

describe("the rules of fmcp.config", () => {
  const { files, plan } = render([server(LONG)], { shorten, targets: ["llms"] });

  it("shorten what models read, but no comment", () => {
    expect(files.get("shop/catalogue.ts")).toContain('\\"description\\":\\"Finds goods by words.\\"');
    expect(files.get("llms/shop.md")).not.toContain("misspelt");
    expect(files.get("shop/client.ts")).toContain("misspelt");
  });

  it("save tokens, as docs --tokens shows", () => {
    const text = tokenTable(plan.servers, (part) => part.length, "letters");
    expect(text).toMatch(/^saved by shorter descriptions +48$/m);
  });

  it.each([
    ["what models read", LONG.replace("goods", "books"), "dangerous", "part of which models read"],
    ["what they do not read", LONG.replace("any", "no"), "safe", "but not the part that models read"],
  ])("let diff detect a change of %s", (_, now, severity, words) => {
    const changes = compareServers([server(LONG)], [server(now)], { plan: { shorten } });
    expect(changes).toMatchObject([
      { rule: "description-changed", severity, message: `the description changed, ${words}` },
    ]);
  });
});
