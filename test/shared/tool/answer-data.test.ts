import { describe, expect, it } from "vitest";
import { type AnswerForm, dataOfTexts, formOf, textsOf } from "../../../src/shared/tool/answer-data.js";
import type { Json } from "../../../src/shared/json/json.js";

const SAMPLE = '```json\n{"a":1}\n```';

describe("the data in the texts of an answer", () => {
  it.each<[string, readonly string[], AnswerForm, Json | undefined]>([
    ["JSON", ['{"a":1}'], "json", { a: 1 }],
    ["JSON with space around", ["\n [1]\n"], "json", [1]],
    ["JSON in a code block", ['```json\n{"a":1}\n```'], "json", { a: 1 }],
    ["JSON in a code block without a language", ["```\n[1]\n```"], "json", [1]],
    [
      "a line before a code block and one after it",
      ['Here it is:\n\n```json\n{"a":1}\n```\nDone.'],
      "json",
      { a: 1 },
    ],
    ["a page with a sample", [`# Set up\n\n${SAMPLE}\nThen restart.`], "json", undefined],
    ["a short page with a sample", [`# A\n${SAMPLE}`], "json", undefined],
    ["lines before a code block", [`One.\nTwo.\n${SAMPLE}`], "json", undefined],
    ["a paragraph before a short code block", [`${"word ".repeat(20)}\n${SAMPLE}`], "json", undefined],
    [
      "a long line before a longer code block",
      [`${"word ".repeat(20)}\n\`\`\`json\n[${"1,".repeat(300)}1]\n\`\`\``],
      "json",
      Array.from({ length: 301 }, () => 1),
    ],
    ["two code blocks are a document", ["```json\n1\n```\n```json\n2\n```"], "json", undefined],
    ["code of another language", ["```python\n[1]\n```"], "json", undefined],
    ["a number may be prose", ["42"], "json", undefined],
    ["a quoted text may be prose", ['"yes"'], "json", undefined],
    ["prose", ["[sic] it works"], "json", undefined],
    ["no text", [], "json", undefined],
    ["several texts are not one value", ["{}", "{}"], "json", undefined],
    ["JSON Lines", ['{"a":1}\n{"a":2}\n'], "lines", [{ a: 1 }, { a: 2 }]],
    ["one line of JSON Lines", ['{"a":1}'], "lines", [{ a: 1 }]],
    ["no line of JSON Lines", [""], "lines", []],
    ["a block for each value", ['{\n"a":1}', '{"a":2}'], "lines", [{ a: 1 }, { a: 2 }]],
    ["no block for no value", [], "lines", []],
    ["a line that is none", ['{"a":1}\nand more'], "lines", undefined],
  ])("%s", (_, texts, form, want) => {
    expect(dataOfTexts(texts, form)).toEqual(want);
  });
});

it.each<[string, readonly (readonly string[])[], AnswerForm | undefined]>([
  ["one value each", [["{}"], ["[1]"]], "json"],
  ["several lines once", [["{}"], ["{}\n{}"]], "lines"],
  ["prose once", [["{}"], ["Not found"]], undefined],
  ["nothing once, and lines else", [["{}\n{}"], [""]], "lines"],
])("the form of answers: %s", (_, answers, want) => {
  expect(formOf(answers)).toBe(want);
});

it.each<[string, unknown, readonly string[] | undefined]>([
  ["texts", [{ type: "text", text: "a" }], ["a"]],
  ["an image among them", [{ type: "text", text: "a" }, { type: "image" }], undefined],
  ["no list", undefined, undefined],
])("the texts of content: %s", (_, content, want) => {
  expect(textsOf(content)).toEqual(want);
});
