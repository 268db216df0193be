import { expect, it } from "vitest";
import { areRare, tellsFailure } from "../../../src/codegen/learn/failure-text.js";
import type { JsonObject } from "../../../src/shared/json/json.js";

const text = (...texts: string[]): JsonObject => ({
  content: texts.map((each) => ({ type: "text", text: each })),
});

it.each<[string, JsonObject, boolean]>([
  ["an error", text("Error: not found"), true],
  ["an error of JavaScript", text("TypeError: Cannot read properties of undefined (reading 'x')"), true],
  ["a failure", text("Failed to fetch the issue."), true],
  ["a sign before it", text("\u274c Error 404"), true],
  ["a stack trace", text("Traceback (most recent call last):\n  File ..."), true],
  ["what was not found", text('Issue "4" does not exist'), true],
  ["data", text('{"error":"not found"}'), false],
  ["structured content", { ...text("Error: x"), structuredContent: {} }, false],
  ["prose", text("No open issues."), false],
  ["a page about errors", text("# Status\n\n404 means not found."), false],
  ["several texts", text("Error: x", "Error: y"), false],
  ["an image", { content: [{ type: "image" }] }, false],
])("a text tells of a failure: %s", (_, result, want) => {
  expect(tellsFailure(result)).toBe(want);
});

it.each([
  [0, 0, true],
  [1, 3, true],
  [1, 2, false],
  [1, 0, false],
])("%i failures beside %i other answers are rare: %s", (failures, others, want) => {
  expect(areRare(failures, others)).toBe(want);
});
