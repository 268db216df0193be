import type { ContentBlock } from "@modelcontextprotocol/client";
import { describe, expect, it } from "vitest";
import { Content, PromptResult, ProtocolError, ResourceContent } from "../../../src/runtime/index.js";
import {
  readCompletion,
  readPromptResult,
  readResourceContent,
  readToolResult,
} from "../../../src/runtime/results/read-answer.js";
import { isWrapper, needsSchemaToUnwrap, unwrapData } from "../../../src/runtime/results/unwrap.js";

const text = (value: string): ContentBlock => ({ type: "text", text: value });
const image: ContentBlock = { type: "image", data: "AA==", mimeType: "image/png" };
const link: ContentBlock = { type: "resource_link", uri: "x://1", name: "one" };

describe("Content", () => {
  const content = new Content([text("a"), image, text("b"), link]);

  it("is an array with shortcuts", () => {
    expect([content.length, content[0], content.text]).toEqual([4, text("a"), "a\nb"]);
    expect(content.images).toEqual([image]);
    expect(content.resources).toEqual([link]);
    expect(JSON.stringify(content)).toBe(JSON.stringify([text("a"), image, text("b"), link]));
  });

  it("returns ordinary arrays from `map` and `filter`", () => {
    expect(content.map(({ type }) => type)).toEqual(["text", "image", "text", "resource_link"]);
    expect(content.filter(() => true)).not.toBeInstanceOf(Content);
  });

  it("parses JSON, or says that it is not JSON", () => {
    expect(new Content([text('{"a":'), text("1}")]).json()).toEqual({ a: 1 });
    expect(() => content.json()).toThrow(/This is not JSON: a\\u\{a\}b/);
    expect(() => new Content().json()).toThrow("(no text)");
  });
});

describe("ResourceContent", () => {
  it("returns text, bytes and JSON of all parts", () => {
    const resource = new ResourceContent("x://1", [
      { uri: "x://1", text: "[1,", mimeType: "application/json" },
      { uri: "x://1", blob: Buffer.from("ü]").toString("base64") },
    ]);
    expect([resource.text, resource.mimeType]).toEqual(["[1,", "application/json"]);
    expect(Buffer.from(resource.bytes()).toString()).toBe("[1,ü]");
    expect(new ResourceContent("x://1", [{ uri: "x://1", text: "[1]" }]).json()).toEqual([1]);
    expect([...resource]).toEqual(resource.contents);
  });
});

describe("PromptResult", () => {
  it("text of all messages", () => {
    const messages = [text("a"), image, text("b")].map((content) => ({ role: "user" as const, content }));
    expect(new PromptResult(messages as never).text).toBe("a\nb");
  });
});

describe("reading answers", () => {
  it.each([
    ["nothing at all", {}, { content: [], isError: false }],
    ["null for absent", { content: null, _meta: null }, { content: [], meta: undefined }],
    [
      "a block of tomorrow",
      { content: [{ type: "hologram", x: 1 }] },
      { content: [{ type: "hologram", x: 1 }] },
    ],
    ["null as structured content", { structuredContent: null }, { structuredContent: null }],
  ])("a tool may say %s", (_what, answer, want) => {
    expect(readToolResult(answer, "t")).toMatchObject(want);
  });

  it.each([
    ["a tool: no object", () => readToolResult([], "t")],
    ["a tool: content that is not a list", () => readToolResult({ content: "x" }, "t")],
    ["a tool: a block without a type", () => readToolResult({ content: [{ text: "x" }] }, "t")],
    ["a resource: no contents", () => readResourceContent({}, "x://1")],
    ["a resource: a part of nothing", () => readResourceContent({ contents: [{ uri: "x://1" }] }, "x://1")],
    ["a prompt: no messages", () => readPromptResult({}, "p")],
    ["a prompt: a message without content", () => readPromptResult({ messages: [{ role: "user" }] }, "p")],
    ["a completion: no values", () => readCompletion({ completion: {} }, () => "c")],
  ])("%s is refused, with the whole answer", (_what, read) => {
    expect(read).toThrow(ProtocolError);
  });
});

describe("unwrapping", () => {
  const raw = (structuredContent: unknown, meta?: object) => ({
    ...readToolResult({ structuredContent, _meta: meta }, "t"),
  });
  const fastmcp = { fastmcp: { wrap_result: true } };

  it.each([
    ["named in the answer", raw({ result: 1 }, fastmcp), false, 1],
    ["known from the schema", raw({ result: [1] }), true, [1]],
    ["null under `result`", raw({ result: null }, fastmcp), false, null],
    ["not wrapped", raw({ result: 1 }), false, { result: 1 }],
    ["known to be wrapped, and is not", raw({ other: 1 }), true, { other: 1 }],
    ["a bare array of the other era", raw([1]), true, [1]],
    ["an empty object is an object", raw({}), false, {}],
    ["nothing", raw(undefined), true, undefined],
  ])("%s", (_what, result, wrapped, want) => {
    expect(unwrapData(result, wrapped)).toEqual(want);
  });

  it("needs the schema only for a lone `result`", () => {
    expect(
      [raw({ result: 1 }), raw({ result: 1 }, fastmcp), raw({ result: 1, more: 2 }), raw([])].map(
        needsSchemaToUnwrap,
      ),
    ).toEqual([true, false, false, false]);
  });

  const wrapper = { type: "object", properties: { result: { type: "array" } }, required: ["result"] };
  it.each([
    ["FastMCP's message", { type: "object", properties: {}, "x-fastmcp-wrap-result": true }, "modern", true],
    ["as the TypeScript SDK wraps for old clients", wrapper, "legacy", true],
    ["the same in the modern era is the tool's own", wrapper, "modern", false],
    ["an object under `result`", { ...wrapper, properties: { result: { type: "object" } } }, "legacy", false],
    ["a title: written by a person", { ...wrapper, title: "Sum" }, "legacy", false],
    ["another property", { ...wrapper, properties: { ...wrapper.properties, n: {} } }, "legacy", false],
    ["optional", { ...wrapper, required: [] }, "legacy", false],
    ["no schema", undefined, "legacy", false],
  ] as const)("a schema is a wrapper: %s", (_what, schema, era, want) => {
    expect(isWrapper(schema, era)).toBe(want);
  });
});
