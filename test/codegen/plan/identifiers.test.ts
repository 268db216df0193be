import { expect, it } from "vitest";
import { camelCase, pascalCase, slug } from "../../../src/codegen/plan/identifiers.js";

it.each([
  ["snake", "get_forecast", "getForecast", "get-forecast"],
  ["kebab", "set-alert", "setAlert", "set-alert"],
  ["dots", "im.v1.message.create", "imV1MessageCreate", "im-v1-message-create"],
  ["camelCase stays", "getHTTPResponse", "getHTTPResponse", "get-http-response"],
  ["PascalCase", "CreateAccount", "createAccount", "create-account"],
  ["capitals", "API-post-page", "apiPostPage", "api-post-page"],
  ["all capitals", "UPPER_CASE", "upperCase", "upper-case"],
  ["capitals within", "get_URL", "getUrl", "get-url"],
  ["a leading digit", "1st_tool", "_1stTool", "1st-tool"],
  ["leading underscores", "__node_version", "nodeVersion", "node-version"],
  ["é composed", "caf\u00e9", "cafe", "cafe"],
  ["é decomposed", "cafe\u0301", "cafe", "cafe"],
  ["an emoji", "emoji🚀tool", "emojiTool", "emoji-tool"],
  ["another script", "日本語ツール", "tool_68467878", "tool-68467878"],
  ["another script next to Latin", "删除user", "user_7f92ffd4", "user-7f92ffd4"],
  ["a Cyrillic homoglyph", "\u0430dmin", "dmin_60ffe94e", "dmin-60ffe94e"],
  ["nothing", "", "tool_e3b0c442", "tool-e3b0c442"],
  ["a dash", "-", "tool_3973e022", "tool-3973e022"],
  ["a path", "../../etc/x", "etcX", "etc-x"],
  ["code", "a(){}};evil();({b", "aEvilB", "a-evil-b"],
  [
    "a name that is code",
    'constructor.constructor("…")()',
    "constructorConstructor",
    "constructor-constructor",
  ],
])("names %s: %j", (_, name, method, folder) => {
  expect([camelCase(name, "tool"), slug(name, "tool")]).toEqual([method, folder]);
});

it("cuts a long name and adds its hash", () => {
  const a = camelCase(`${"a".repeat(300)}1`, "tool");
  const b = camelCase(`${"a".repeat(300)}2`, "tool");
  expect(a).toHaveLength(64);
  expect(a).toMatch(/^a{55}_[0-9a-f]{8}$/);
  expect(b).not.toBe(a);
  expect(slug("x".repeat(300), "server")).toMatch(/^[a-z0-9-]{64}$/);
});

it.each([
  ["getForecast", "GetForecast"],
  ["_1stTool", "_1stTool"],
  ["tool_68467878", "Tool_68467878"],
])("makes a type name from %s", (method, want) => {
  expect(pascalCase(method)).toBe(want);
});
