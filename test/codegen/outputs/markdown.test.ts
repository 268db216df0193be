import { lexer, type Token, type Tokens } from "marked";
import { describe, expect, it } from "vitest";
import { checkMarkdown } from "../../../src/codegen/gate/check-markdown.js";
import { blocks, codeSpan, fenced, heading, prose } from "../../../src/codegen/markdown/index.js";
import { ATTACKS, INVISIBLE } from "../docs/hostile.js";

/** Texts that Markdown, or GitHub, would make something of. */
const MARKS: readonly string[] = [
  "# heading",
  "text\n# heading",
  "text\n---",
  "text\n===",
  "- item\n- item",
  "1. item",
  "> quote",
  "***",
  "| a | b |\n|---|---|\n| 1 | 2 |",
  "```\ncode\n```\n# heading",
  "~~~\ncode",
  "````` five",
  "`span` ``two``",
  "![image](https://example.com/x.png)",
  "[link](https://example.com)",
  "[ref]: https://example.com",
  "[^1]: note",
  "<https://example.com>",
  "https://example.com www.example.com a@example.com",
  "<b>bold</b> <!-- x",
  "&lt;b&gt; &#35; heading",
  "\\# \\\\ \\`",
  "*a* _b_ ~~c~~ **d**",
  "    indented",
  "\tindented",
  "$x$ :smile: @someone #1",
  "",
  "``",
  " ` ",
];

const texts = [...MARKS, ...ATTACKS, ...INVISIBLE.map(([character]) => `a${character}b`)];

/** Every token of a text, those in others too. */
function tokensOf(text: string): readonly Token[] {
  const all: Token[] = [];
  const visit = (tokens: readonly Token[]): void => {
    for (const token of tokens) {
      all.push(token);
      if ("items" in token) visit((token as Tokens.List).items);
      if ("tokens" in token && token.tokens !== undefined) visit(token.tokens);
    }
  };
  visit(lexer(text));
  return all;
}

/** What a reader sees of plain text. */
const seen = (tokens: readonly Token[]): string =>
  tokens
    .filter(({ type }) => type === "text" || type === "escape")
    .filter((token) => !("tokens" in token))
    .map((token) => (token as Tokens.Text).text)
    .join("");

const shown = (text: string): string =>
  INVISIBLE.reduce(
    (so, [character, escape]) => so.replaceAll(character, escape),
    text.replace(/\s+/g, " ").trim(),
  );

describe("foreign text in Markdown is text", () => {
  it.each(texts)("in a line: %j", (text) => {
    const tokens = tokensOf(String(prose`before ${text} after`));
    expect(new Set(tokens.map(({ type }) => type))).toEqual(
      new Set(["paragraph", "text", "escape"].filter((type) => tokens.some((token) => token.type === type))),
    );
    expect(seen(tokens).replace(/\s+/g, " ")).toBe(`before ${shown(text)} after`.replace(/\s+/g, " "));
  });

  it.each(texts.filter((text) => text.trim() !== ""))("at the start of a line: %j", (text) => {
    const types = tokensOf(String(prose`${text}`)).map(({ type }) => type);
    expect(types.filter((type) => !["paragraph", "text", "escape"].includes(type))).toEqual([]);
  });

  it.each(texts)("between backticks: %j", (text) => {
    const tokens = tokensOf(String(prose`a ${codeSpan(text)} b`));
    const spans = tokens.filter(({ type }) => type === "codespan");
    expect(
      tokens.map(({ type }) => type).filter((type) => !["paragraph", "text", "codespan"].includes(type)),
    ).toEqual([]);
    if (text.trim() !== "")
      expect(spans.map((span) => (span as Tokens.Codespan).text)).toEqual([shown(text)]);
  });

  it.each(texts)("in a fence: %j", (text) => {
    const tokens = tokensOf(String(fenced(text)));
    expect(tokens.map(({ type }) => type).filter((type) => type !== "space")).toEqual(["code"]);
  });

  it.each(texts.filter((text) => text.trim() !== ""))("in a heading: %j", (text) => {
    const tokens = tokensOf(String(heading(2, text)));
    expect(tokens[0]).toMatchObject({ type: "heading", depth: 2 });
    expect(tokens.filter(({ type }) => !["heading", "text", "escape", "space"].includes(type))).toEqual([]);
  });

  it("passes the gate as a whole", () => {
    const whole = blocks(
      texts.flatMap((text) => [
        heading(2, text),
        prose`- ${text}: ${codeSpan(text)}`,
        prose`${text}`,
        fenced(text, "text"),
      ]),
    );
    expect(() => checkMarkdown("x.md", String(whole), whole.headings)).not.toThrow();
  });
});

describe("the gate refuses in Markdown", () => {
  it.each([
    ["HTML", "a <b>b</b>"],
    ["a comment", "a <!-- b"],
    ["an image", "![a](b.png)"],
    ["a link out of the output", "[a](https://example.com)"],
    ["a link that runs code", "[a](javascript:alert)"],
    ["a definition", "[a]: b"],
    ["a heading", "# a"],
    ["an underlined heading", "a\n---"],
    ["an unterminated fence", "```\na"],
    ["an invisible character", "a\u200bb"],
  ])("%s", (_, text) => {
    expect(() => checkMarkdown("x.md", text, [])).toThrow("Nothing was written");
  });
});
