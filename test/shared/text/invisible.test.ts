import { describe, expect, it } from "vitest";
import { jsdoc, print, string } from "../../../src/codegen/printer/index.js";
import { markup } from "../../../src/codegen/html/html.js";
import { codeSpan, fenced, prose } from "../../../src/codegen/markdown/index.js";
import { hasInvisible } from "../../../src/shared/text/invisible.js";
import { show } from "../../../src/shared/text/show.js";
import { visibleJson } from "../../../src/shared/text/visible-json.js";

/** Each way in which foreign text is shown, given the text. */
const PLACES: Readonly<Record<string, (text: string) => string>> = {
  terminal: (text) => show(text),
  JSON: (text) => visibleJson(text),
  literal: (text) => print(string(text)),
  comment: (text) => print(jsdoc([`x${text}y`])).trim(),
  Markdown: (text) => String(prose`${text}`),
  "code in Markdown": (text) => String(codeSpan(text)),
  "a block in Markdown": (text) => String(fenced(text)),
  HTML: (text) => String(markup`<p>${text}</p>`),
};

const HIDDEN: readonly (readonly [name: string, character: string])[] = [
  ["NUL", "\0"],
  ["escape", "\u001b"],
  ["DEL", "\u007f"],
  ["C1", "\u009b"],
  ["soft hyphen", "\u00ad"],
  ["combining grapheme joiner", "\u034f"],
  ["Arabic letter mark", "\u061c"],
  ["Hangul filler", "\u3164"],
  ["Hangul choseong filler", "\u115f"],
  ["halfwidth Hangul filler", "\uffa0"],
  ["Khmer inherent vowel", "\u17b4"],
  ["Mongolian variation selector", "\u180b"],
  ["zero width space", "\u200b"],
  ["zero width joiner", "\u200d"],
  ["right-to-left override", "\u202e"],
  ["line separator", "\u2028"],
  ["word joiner", "\u2060"],
  ["pop isolate", "\u2069"],
  ["Braille blank", "\u2800"],
  ["variation selector 16", "\ufe0f"],
  ["byte order mark", "\ufeff"],
  ["interlinear annotation", "\ufff9"],
  ["object replacement", "\ufffc"],
  ["noncharacter", "\ufffe"],
  ["noncharacter in a block", "\ufdd0"],
  ["noncharacter of a plane", "\u{3ffff}"],
  ["private use", "\ue000"],
  ["private use of a plane", "\u{10fffd}"],
  ["Khitan filler", "\u{16fe4}"],
  ["musical control", "\u{1d173}"],
  ["tag", "\u{e0041}"],
  ["variation selector 17", "\u{e0100}"],
];

describe.each(Object.entries(PLACES))("%s", (_place, print) => {
  it.each(HIDDEN)("shows %s", (_name, character) => {
    expect(print(`a${character}b`)).not.toContain(character);
  });

  it.each(["é", "漢字", "🙂", "a b", "–", "ß", "שלום"])("leaves %s as it is", (text) => {
    expect(print(text)).toContain(text);
  });
});

it("knows every control, format and separator character of Unicode, and leaves the rest but for what is blank", () => {
  const missed: string[] = [];
  for (let code = 0; code <= 0x10ffff; code++) {
    const character = String.fromCodePoint(code);
    // Prepended_Concatenation_Mark: signs over numbers, which are seen
    const isSeen = /[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u{110bd}\u{110cd}]/u.test(character);
    if (/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}]/u.test(character) && !isSeen)
      if (!hasInvisible(character)) missed.push(code.toString(16));
  }
  expect(missed).toEqual([]);
});
