import { expect, it } from "vitest";
import { CursorTrail } from "../../../../src/runtime/backend/lists/cursor-trail.js";

/** Pages of items, each with the cursor behind it. */
type Pages = readonly (readonly [items: string, nextCursor?: string])[];

it.each<readonly [string, Pages, string, boolean]>([
  ["tidy pages", [["ab", "1"], ["cd", "2"], ["e"]], "abcde", false],
  ["an empty page between others", [["ab", "1"], ["", "2"], ["c"]], "abc", false],
  ["pages that overlap", [["abc", "1"], ["cd", "2"], ["ad", "3"], ["e"]], "abcd", true],
  [
    "one page under ever new cursors",
    [
      ["a", "1"],
      ["a", "2"],
      ["a", "3"],
    ],
    "a",
    true,
  ],
  ["a last page that was given before", [["ab", "1"], ["ab"]], "ab", false],
  ["a name that stands twice on a page", [["aa", "1"], ["b"]], "aab", false],
])("keeps items once: %s", (_, pages, want, ignored) => {
  const trail = new CursorTrail();
  let kept = "";
  for (const [items, nextCursor] of pages) {
    const step = trail.step({ nextCursor }, [...items]);
    kept += [...items].filter((item) => step.isNew(item)).join("");
    if (step.next !== undefined) continue;
    expect([step.ignored === true, step.cut, /it ignores cursors/.test(step.oddity ?? "")]).toEqual([
      ignored,
      false,
      ignored,
    ]);
    break;
  }
  expect(kept).toBe(want);
});
