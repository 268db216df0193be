import { describe, expect, it } from "vitest";
import { showLines, showLog } from "../../../src/shared/text/show-lines.js";

describe("showLines", () => {
  it.each<[string, string, string]>([
    ["one line", "down", "down"],
    [
      "later lines are indented: none passes for one of ours",
      "down\nerror: all is lost",
      "down\n  error: all is lost",
    ],
    ["what is indented stays as it is", "down\n    at x", "down\n    at x"],
    ["blank lines go, whatever ends them", "a\r\n\r\n  \nb\n", "a\n  b"],
    [
      "none is a command to GitHub Actions",
      "::add-mask::a\n::stop-commands::b\n  ::error::c ::d\n##[group]e",
      "\\u{3a}:add-mask::a\n  \\u{3a}:stop-commands::b\n  \\u{3a}:error::c ::d\n  #\\u{23}[group]e",
    ],
    ["control characters are made visible", "a\u001b[2J\nb\rerror: c", "a\\u{1b}[2J\n  b\\u{d}error: c"],
    ["what separates lines elsewhere does not here", "a\u2028error: b\u0085c", "a\\u{2028}error: b\\u{85}c"],
  ])("%s", (_, given, want) => {
    expect(showLines(given)).toBe(want);
  });

  it("is cut at the limit, and says how much is missing", () => {
    expect(showLines("abc\ndefgh", 5)).toBe("abc\n  d… (4 more)");
  });
});

describe("showLog", () => {
  it.each<[string, string, number, string]>([
    ["nothing", "\n \n", 100, ""],
    ["one line stands behind the message", "  no licence\n", 100, " no licence"],
    [
      "several stand below it",
      "Traceback:\n  File x\nError: y\n",
      100,
      "\n  Traceback:\n    File x\n  Error: y",
    ],
    ["without colors", "\u001b[1;31mno\u001b[0m licence", 100, " no licence"],
    ["none is a command to GitHub Actions", "a\n ::error::b", 100, "\n  a\n   \\u{3a}:error::b"],
    ["tabs are spaces", "go: no\n\tat x", 100, "\n  go: no\n    at x"],
    ["other escapes stay visible", "\u001b[2Jno", 100, " \\u{1b}[2Jno"],
    ["whole lines of both ends", "one two\nthree\nfour\nfive six", 15, "\n  one t\n  …\n  five six"],
    ["lines that end at the cuts", "one t\nthree\nfour\nfive sixth", 15, "\n  one t\n  …\n  five sixth"],
    ["both ends of one long line", "abcdefghijkl", 6, "\n  ab\n  …\n  ijkl"],
  ])("%s", (_, given, limit, want) => {
    expect(showLog(given, limit)).toBe(want);
  });
});
