import { expect, it } from "vitest";
import { ToolNames } from "../../../src/runtime/transforms/tool-names.js";
import { amp } from "../../../src/shared/config/dialects/editors.js";
import { fits } from "../../../src/shared/text/fits.js";

it.each([
  ["get_*", "get_user", true],
  ["get_*", "forget_user", false],
  ["*", "", true],
  ["a*a", "a", false],
  ["a*a", "aa", true],
  ["*b*c", "abxc", true],
  ["*b*c", "acb", false],
  ["a*bc*c", "abc", false],
  ["**", "x", true],
  ["a.c", "abc", false],
  ["(a+)*", "(a+)\n(a+)", true],
  ["name", "name", true],
  ["", "", true],
])("%s, %s: %s", (pattern, text, want) => {
  expect(fits(pattern, text)).toBe(want);
});

// A regular expression with `.*` for every star would not come to an end here.
const stars = `${"a*".repeat(200)}b`;
const long = "a".repeat(2_000);

it.each([
  ["a pattern", () => fits(stars, long)],
  ["a list of tools", () => new ToolNames([stars]).admits(long)],
  ["a rule of Amp", () => amp.isOff?.("s", rejecting(stars, long))],
])("%s with many stars is answered", (_, ask) => {
  expect(ask()).toBe(false);
});

function rejecting(glob: string, command: string): NonNullable<Parameters<NonNullable<typeof amp.isOff>>[1]> {
  return {
    "amp.mcpServers": { s: { command } },
    "amp.mcpPermissions": [{ matches: { command: glob }, action: "reject" }],
  };
}
