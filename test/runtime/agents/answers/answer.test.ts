import { expect, it } from "vitest";
import { type AnswerPart, answerOf } from "../../../../src/runtime/agents/answers/answer.js";
import { takeable } from "../../../../src/runtime/agents/answers/media.js";
import { ANTHROPIC, GOOGLE, OPENAI } from "../../../../src/runtime/agents/schema/profiles.js";
import { base64, utf8 } from "../../../../src/shared/bytes/base64.js";
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
  ["image/x-png", "AA==", { type: "image", data: "AA==", mimeType: "image/png" }],
  ["image/png", "", said("[image: image/png, 0 bytes]")],
])("names a media type as providers do: %s, %s", (mimeType, data, want) => {
  const content = new Content([{ type: "image", data, mimeType }]);
  const result = { data: undefined, meta: undefined, isError: false, structuredContent: undefined };
  expect(answerOf({ ...result, content }).parts).toEqual([want]);
});

it.each<[string, boolean, string]>([
  ["an answer", false, "The tool returned nothing."],
  ["a failure", true, "The tool failed without a message."],
])("says that %s is empty", (_, isError, want) => {
  const result = { data: undefined, meta: undefined, isError, structuredContent: undefined };
  expect(answerOf({ ...result, content: new Content([]) })).toEqual({ parts: [said(want)], isError });
});

const svg = '<svg xmlns="http://www.w3.org/2000/svg"/>';
const binary = (type: "image" | "audio", mimeType: string, text = "abc"): AnswerPart => ({
  ...{ type, mimeType, data: base64(utf8(text)) },
});
const file = (mimeType: string, name: string, text: string): AnswerPart => ({
  ...{ type: "file", mimeType, name, data: base64(utf8(text)) },
});

it.each<[string, AnswerPart, readonly string[], AnswerPart | RegExp]>([
  ["an image", binary("image", "image/png"), OPENAI.media, binary("image", "image/png")],
  ["an SVG image as its text", binary("image", "image/svg+xml", svg), OPENAI.media, said(svg)],
  [
    "an image of another type",
    binary("image", "image/tiff"),
    ANTHROPIC.media,
    /^\[image: image\/tiff, 3 bytes, .*image\/png/,
  ],
  [
    "sound where it is not heard",
    binary("audio", "audio/wav"),
    OPENAI.media,
    /^\[audio: audio\/wav, 3 bytes, /,
  ],
  ["sound", binary("audio", "audio/wav"), GOOGLE.media, binary("audio", "audio/wav")],
  ["a GIF where it is not seen", binary("image", "image/gif"), GOOGLE.media, /^\[image: image\/gif, /],
  ["a PDF", file("application/pdf", "a.pdf", "%PDF"), OPENAI.media, file("application/pdf", "a.pdf", "%PDF")],
  [
    "a PDF where it is not read",
    file("application/pdf", "a.pdf", "%PDF"),
    [],
    /^\[file a\.pdf: application\/pdf, 4 bytes, /,
  ],
  ["a text file", file("application/json", "a.json", "{}"), ANTHROPIC.media, said("a.json:\n{}")],
  [
    "a text that is none",
    { ...file("text/csv", "a", ""), data: "/w==" } as AnswerPart,
    OPENAI.media,
    /^\[file a: text\/csv, 1 bytes, /,
  ],
  [
    "bytes",
    file("application/zip", "a.zip", "zip"),
    GOOGLE.media,
    /^\[file a\.zip: application\/zip, 3 bytes, /,
  ],
])("gives a provider what it takes: %s", (_, part, taken, want) => {
  const [got] = takeable({ parts: [part], isError: false }, taken).parts;
  if (want instanceof RegExp) expect(got).toEqual(said(expect.stringMatching(want) as string));
  else expect(got).toEqual(want);
});
