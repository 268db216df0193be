import { Project, ScriptTarget } from "ts-morph";
import { describe, expect, it } from "vitest";
import fc from "../../support/fast-check.js";
import { code, jsdoc, print } from "../../../src/codegen/printer/index.js";

const comment = (...paragraphs: string[]): string => print(jsdoc(paragraphs)).trimEnd();

describe("jsdoc", () => {
  it.each([
    ["one line", "A city.", "/** A city. */"],
    ["the end of a comment", "x */ evil() /*", "/** x *\\/ evil() /* */"],
    ["a glob that ends a comment", "all of **/*.ts", "/** all of **\\/*.ts */"],
    ["a tag at the start of a line", "@ts-ignore it", "/** \\@ts-ignore it */"],
    ["an e-mail address, not a tag", "to a@b.org", "/** to a@b.org */"],
    ["an inline tag", "{@link */}", "/** {\\@link *\\/} */"],
    ["visible escapes for bidi and zero-width characters", "a\u202eb\u200b", "/** a\\u{202e}b\\u{200b} */"],
    ["a separator that some readers treat as a line break", "*\u2028/", "/**\n * *\n * \\/\n */"],
    ["a TypeScript setting, anywhere", "x @jsx evil", "/** x \\u{40}jsx evil */"],
    ["the address of a source map", "x //# sourceMappingURL=y", "/** x //\\# sourceMappingURL=y */"],
    ["nothing to print", "  \n ", ""],
  ])("%s", (_intent, given, want) => {
    expect(comment(given)).toBe(want);
  });

  const words = "word ".repeat(19).trim();
  it.each<[intent: string, given: string, want: readonly string[]]>([
    ["a long line at a space", `${words} end`, [words.slice(0, 89), "word end"]],
    ["an item of a list, indented", `- ${words} end`, [`- ${words.slice(0, 89)}`, "  word end"]],
    ["no long word", "x".repeat(120), ["x".repeat(120)]],
    ["no row of a table", `| ${words} | ${words} |`, [`| ${words} | ${words} |`]],
    ["no code", `\`\`\`\n${words}\n\`\`\``, ["```", words, "```"]],
    ...["10.", "---", "===", ">1", "###", "|x|"].map((word): [string, string, readonly string[]] => [
      `nothing before ${word}, which begins a block of Markdown`,
      `${words.slice(0, 89)} ${word} left`,
      [`${words.slice(0, 89)} ${word}`, "left"],
    ]),
    ["no tag to the start of a line", `${words.slice(0, 89)} @param x`, [words.slice(0, 89), "\\@param x"]],
  ])("wraps %s", (_intent, given, want) => {
    expect(
      print(jsdoc([given]))
        .trimEnd()
        .split("\n")
        .slice(1, -1),
    ).toEqual(want.map((line) => ` * ${line}`));
  });

  it("separates paragraphs and adds tags last", () => {
    expect(
      print(jsdoc(["One.", "Two.\nThree."], [{ tag: "deprecated", text: "use *other*" }])).trimEnd(),
    ).toBe("/**\n * One.\n *\n * Two.\n * Three.\n * @deprecated use *other*\n */");
  });

  it("is one comment to the compiler, whatever it says", () => {
    const project = new Project({
      useInMemoryFileSystem: true,
      compilerOptions: { target: ScriptTarget.ES2022 },
    });
    const dangerous = fc.constantFrom(
      "*/",
      "/*",
      "*",
      "/",
      "\\",
      "\u2028",
      "\n",
      "\r",
      "`",
      "${x}",
      "@",
      "{@",
      "//",
      "\u0085",
      "*\\/",
    );
    const unit = fc.oneof(dangerous, fc.string({ unit: "binary", maxLength: 4 }));
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 12 }), (parts) => {
        const source = project.createSourceFile("a.ts", print(code`${jsdoc([parts.join("")])}const a = 1;`), {
          overwrite: true,
        });
        expect(source.getStatements().map((s) => s.getText())).toEqual(["const a = 1;"]);
      }),
      { numRuns: 500 },
    );
  });
});
