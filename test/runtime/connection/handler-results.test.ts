import { describe, expect, it } from "vitest";
import { type AnsweredMethod, checkHandlerResult } from "../../../src/runtime/connection/handler-results.js";

const circular: Record<string, unknown> = {};
circular["self"] = circular;

describe("the answer of a handler", () => {
  it.each<[intent: string, method: AnsweredMethod, answer: unknown]>([
    [
      "a completion",
      "sampling/createMessage",
      { model: "m", role: "assistant", content: { type: "text", text: "hi" } },
    ],
    [
      "a completion of several blocks",
      "sampling/createMessage",
      { model: "m", role: "assistant", content: [{ type: "text", text: "hi" }] },
    ],
    ["a form", "elicitation/create", { action: "accept", content: { a: 1, b: ["x"] } }],
    ["a refusal", "elicitation/create", { action: "decline" }],
    ["roots", "roots/list", { roots: [{ uri: "file:///x", name: "x" }] }],
    ["no roots", "roots/list", { roots: [] }],
  ])("is taken as it is: %s", async (_, method, answer) => {
    expect(await checkHandlerResult(method, answer)).toBe(answer);
  });

  it.each<[intent: string, method: AnsweredMethod, answer: unknown, want: string]>([
    [
      "a completion without a model",
      "sampling/createMessage",
      { role: "assistant", content: { type: "text", text: "hi" } },
      "model: expected string, received undefined",
    ],
    [
      "a text that is a number",
      "sampling/createMessage",
      { model: "m", role: "assistant", content: { type: "text", text: 3 } },
      "content.text: expected string, received number",
    ],
    ["nothing", "sampling/createMessage", undefined, "expected object, received undefined"],
    [
      "an unknown action",
      "elicitation/create",
      { action: "maybe" },
      'action: expected one of "accept"|"decline"|"cancel"',
    ],
    [
      "an object in a form",
      "elicitation/create",
      { action: "accept", content: { a: {} } },
      "content.a: expected ",
    ],
    [
      "a root on the web",
      "roots/list",
      { roots: [{ uri: "https://example.com" }] },
      'roots.0.uri: must start with "file://"',
    ],
    [
      "one that contains itself",
      "elicitation/create",
      { action: "accept", content: circular },
      "it cannot be written as JSON: Converting circular structure to JSON",
    ],
  ])("is refused with its place: %s", async (_, method, answer, want) => {
    const error: unknown = await checkHandlerResult(method, answer).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(TypeError);
    const { message } = error as TypeError;
    expect(message).toContain(`The handler of ${method} returned a result that MCP does not allow: ${want}`);
    expect(message).not.toMatch(/[\n[{]/);
  });
});
