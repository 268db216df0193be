import { describe, expect, it } from "vitest";
import { show } from "../../../src/shared/text/show.js";

describe("show", () => {
  it.each<[string, unknown, string]>([
    ["text stays as it is", "Zoë 你好 👋", "Zoë 你好 👋"],
    ["what moves a cursor", "a\u001b[2J\r\nb", "a\\u{1b}[2J\\u{d}\\u{a}b"],
    ["invisible characters", "a\u202eb\u200bc\u{e0041}d\ud800", "a\\u{202e}b\\u{200b}c\\u{e0041}d\\u{d800}"],
    [
      "what GitHub Actions takes for a command",
      "get ##[add-mask]a ##[b",
      "get #\\u{23}[add-mask]a #\\u{23}[b",
    ],
    ["what it does not", "## [a] #[b", "## [a] #[b"],
    ["a value that is not a string", 7, "7"],
  ])("%s", (_name, given, want) => {
    expect(show(given)).toBe(want);
  });

  it("cuts what is too long, and says so", () => {
    expect(show("abcdef", 4)).toBe("abcd… (2 more)");
  });
});
