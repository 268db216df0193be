import { describe, expect, it } from "vitest";
import { checkComments } from "../../../src/codegen/gate/check-comments.js";

const OURS = new Set(["// ours"]);
const check = (text: string) => (): void => checkComments("a.ts", text, OURS);

describe("a line comment is found", () => {
  it.each([
    ["alone", "// evil"],
    ["after code", "const a = 1; // evil"],
    ["after a string", 'const a = "b"; // evil'],
    ["after a quote in a string", String.raw`const a = "b\"c"; // evil`],
    ["after a backslash at the end of a string", String.raw`const a = "b\\"; // evil`],
    ["after a block comment", "/* a */ // evil"],
    ["after a quote that does not end on its line", "const a = ' \n// evil"],
    ["after our own comment", "// ours\n// evil"],
    ["on a line that ends with a carriage return", "// ours\r// evil"],
    ["after an unterminated block comment", "1 /* 2\n// evil"],
  ])("%s", (_what, text) => {
    expect(check(text)).toThrow("Unexpected comment: // evil");
  });
});

describe("no line comment is found", () => {
  it.each([
    ["in a string", 'const a = "// b";'],
    ["in a string after a quote", String.raw`const a = "\"// b";`],
    ["in a string with the other quote", `const a = "'// b";`],
    ["in a block comment", "/* // a */"],
    ["in a URL in a block comment", "/**\n * https://example.com\n */"],
    ["an expected comment", "// ours\nconst a = 1;"],
    ["in a string of many megabytes", `const a = "${"b".repeat(12_000_000)}";`],
    ["in a string of many escapes", `const a = "${String.raw`\"`.repeat(6_000_000)}// b";`],
  ])("%s", (_what, text) => {
    expect(check(text)).not.toThrow();
  });
});
