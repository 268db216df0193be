import { expect, it } from "vitest";
import { annotation } from "../../../src/codegen/cli/annotation.js";

it.each([
  ["a message", ["error", "it failed"], "::error title=fmcp-codegen::it failed"],
  [
    "a place",
    ["warning", "odd", { file: "conf/mcp.json", line: 3, column: 7 }],
    "::warning file=conf/mcp.json,line=3,col=7,title=fmcp-codegen::odd",
  ],
  [
    "a line break that would start a command",
    ["error", "a\n::set-env::x\r%0A"],
    "::error title=fmcp-codegen::a%0A::set-env::x%0D%250A",
  ],
  [
    "separators in a path",
    ["error", "x", { file: "a,b:c%" }],
    "::error file=a%2Cb%3Ac%25,title=fmcp-codegen::x",
  ],
] as const)("%s", (_intent, [severity, message, place], want) => {
  expect(annotation(severity, message, place)).toBe(want);
});
