import { expect, it } from "vitest";
import { didYouMean } from "../../../src/shared/text/suggest.js";

it.each([
  ["chekc", ["check", "diff"], ' Did you mean "check"?'],
  ["Weather", ["weather"], ' Did you mean "weather"?'],
  ["timeout", ["timeoutMs", "out"], ' Did you mean "timeoutMs"?'],
  ["entirely-else", ["check", "diff"], ""],
  ["x", ["ab", "cd"], ""],
  ["x", [], ""],
  ["forcast", ["fore\u001b[2Jcast"], ""],
  ["forecast", ["fore\u202ecast"], ' Did you mean "fore\\u{202e}cast"?'],
])("%s among %j", (given, known, want) => {
  expect(didYouMean(given, known)).toBe(want);
});
