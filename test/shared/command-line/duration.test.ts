import { expect, it } from "vitest";
import { parseDuration } from "../../../src/shared/command-line/duration.js";

it.each([
  ["1500", 1_500],
  ["1500ms", 1_500],
  ["15s", 15_000],
  ["0.5s", 500],
  ["2m", 120_000],
  [" 3s ", 3_000],
  ["0", undefined],
  ["-1", undefined],
  ["1h", undefined],
  ["", undefined],
  ["1e9", undefined],
  ["99999999999", 2 ** 31 - 1],
  ["0.1", undefined],
])("%j is %s ms", (text, want) => {
  expect(parseDuration(text)).toBe(want);
});
