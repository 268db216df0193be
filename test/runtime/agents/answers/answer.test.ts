import { expect, it } from "vitest";
import { type AnswerPart, answerOf } from "../../../../src/runtime/agents/answers/answer.js";
import { Content } from "../../../../src/runtime/results/content.js";
import type { ContentBlock } from "../../../../src/runtime/results/content-block.js";

const image: ContentBlock = { type: "image", data: "iVBORw0KGgo=", mimeType: "image/png" };
const text = (value: string): ContentBlock & { type: "text" } => ({ type: "text", text: value });
const said = (value: string): AnswerPart => ({ type: "text", text: value });
const picture: AnswerPart = { type: "image", data: "iVBORw0KGgo=", mimeType: "image/png" };
const noted = { ...image, data: "[the image below]" };

it.each<[string, unknown, ContentBlock[], AnswerPart[]]>([
  ["an object", { n: 3 }, [text('{ "n": 3 }')], [said('{"n":3}')]],
  ["a wrapped text", { result: "hi" }, [text("hi")], [said('{"result":"hi"}')]],
  [
    "a list, one text an item",
    { result: ["a", "b"] },
    [text("a"), text("b")],
    [said('{"result":["a","b"]}')],
  ],
  [
    "a list of objects, one text an item",
    { result: [{ n: 1 }, { n: 2 }] },
    [text('{\n  "n": 1\n}'), text('{\n  "n": 2\n}')],
    [said('{"result":[{"n":1},{"n":2}]}')],
  ],
  [
    "a list with an image",
    { result: ["a", image] },
    [text("a"), image],
    [said(JSON.stringify({ result: ["a", noted] })), picture],
  ],
  [
    "a list of blocks",
    {
      result: [
        { ...text("a"), annotations: null },
        { ...image, annotations: null },
      ],
    },
    [text("a"), image],
    [
      said(
        JSON.stringify({
          result: [
            { ...text("a"), annotations: null },
            { ...noted, annotations: null },
          ],
        }),
      ),
      picture,
    ],
  ],
  [
    "an image inside an object",
    { shot: image.data },
    [image],
    [said('{"shot":"[the image below]"}'), picture],
  ],
  [
    "not a text that says something else",
    { result: ["a", "b"] },
    [text("a"), text("c")],
    [said('{"result":["a","b"]}'), said("a"), said("c")],
  ],
])("includes structured content once: %s", (_, structuredContent, content, want) => {
  const result = { data: undefined, meta: undefined, isError: false, structuredContent };
  expect(answerOf({ ...result, content: new Content(content) }).parts).toEqual(want);
});

it.each<[string, string, AnswerPart]>([
  ["image/jpg", "AA==", { type: "image", data: "AA==", mimeType: "image/jpeg" }],
  ["image/PNG; charset=utf-8", "AA==", { type: "image", data: "AA==", mimeType: "image/png" }],
  ["image/png", "", said("[image: image/png, 0 bytes]")],
])("names a media type as providers do: %s, %s", (mimeType, data, want) => {
  const content = new Content([{ type: "image", data, mimeType }]);
  const result = { data: undefined, meta: undefined, isError: false, structuredContent: undefined };
  expect(answerOf({ ...result, content }).parts).toEqual([want]);
});
