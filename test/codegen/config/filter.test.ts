import { describe, expect, it } from "vitest";
import { selectServers, selectsTool, toolGlobs } from "../../../src/codegen/config/filter.js";

const keys = ["weather", "github", "my.server"];

describe("selectServers", () => {
  it.each([
    ["everything without a glob", { include: [], exclude: [] }, keys],
    ["one server by its key", { include: ["github"], exclude: [] }, ["github"]],
    ["servers by a glob", { include: ["*e*"], exclude: [] }, ["weather", "my.server"]],
    ["the server of a tool", { include: ["weather.get_*"], exclude: [] }, ["weather"]],
    ["a key with a dot", { include: ["my.server"], exclude: [] }, ["my.server"]],
    ["the tool of a key with a dot", { include: ["my.server.run"], exclude: [] }, ["my.server"]],
    ["all but one", { include: [], exclude: ["github"] }, ["weather", "my.server"]],
    ["a server whose tools are excluded stays", { include: [], exclude: ["github.*"] }, keys],
    ["alternatives", { include: ["{weather,github}"], exclude: [] }, ["weather", "github"]],
  ])("%s", (_intent, globs, want) => {
    expect(selectServers(keys, globs)).toEqual(want);
  });

  it.each([
    ["a typo in a key", { include: ["wheather"], exclude: [] }, 'no such server. Did you mean "weather"?'],
    [
      "a typo before a tool",
      { include: ["gihub.list_*"], exclude: [] },
      'no such server. Did you mean "github"?',
    ],
    ["nothing similar", { include: ["zzzzzz"], exclude: [] }, "no such server."],
    [
      "an escape sequence",
      { include: ["\u001b[31mx"], exclude: [] },
      "--server \\u{1b}[31mx: the config has no such server.",
    ],
    ["nothing left", { include: [], exclude: ["*"] }, "leave no server"],
  ])("refuses %s", (_intent, globs, want) => {
    expect(() => selectServers(keys, globs)).toThrow(want);
  });
});

describe("selectsTool", () => {
  it.each([
    ["weather", "get_forecast", { include: ["weather"], exclude: [] }, true],
    ["weather", "get_forecast", { include: ["weather.get_*"], exclude: [] }, true],
    ["weather", "set_alert", { include: ["weather.get_*"], exclude: [] }, false],
    ["weather", "set_alert", { include: [], exclude: ["*.set_*"] }, false],
    ["github", "repos/list", { include: ["github.repos*"], exclude: [] }, true],
    ["lark", "im.v1.message.create", { include: ["lark.im.v1.*"], exclude: [] }, true],
    ["weather", "get", { include: ["weather"], exclude: ["weather.get"] }, false],
    ["a", "x(y)[z]", { include: ["a.x(y)[z]"], exclude: [] }, true],
  ])("%s %s with %j is %s", (server, tool, globs, want) => {
    expect(selectsTool(server, tool, globs)).toBe(want);
  });
});

describe("toolGlobs", () => {
  it.each([
    [
      "no globs mean no filter",
      { include: [], exclude: [] },
      ["weather"],
      ["github"],
      { include: [], exclude: [] },
    ],
    [
      "globs for whole servers are already applied",
      { include: ["weather"], exclude: [] },
      ["weather"],
      ["github"],
      { include: [], exclude: [] },
    ],
    [
      "globs for tools do not affect other servers",
      { include: ["weather.get_*"], exclude: [] },
      ["weather"],
      ["github"],
      { include: ["weather.get_*", "github"], exclude: [] },
    ],
    [
      "an excluded server that stays keeps its tools",
      { include: [], exclude: ["github", "*.delete_*"] },
      ["weather"],
      ["github"],
      { include: [], exclude: ["*.delete_*"] },
    ],
  ])("%s", (_intent, globs, selected, others, want) => {
    expect(toolGlobs(globs, selected, others)).toEqual(want);
  });
});
