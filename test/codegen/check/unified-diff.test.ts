import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execaSync } from "execa";
import { afterAll, describe, expect, it } from "vitest";
import fc from "../../support/fast-check.js";
import { unifiedDiff } from "../../../src/codegen/check/unified-diff.js";

const folder = mkdtempSync(join(tmpdir(), "fmcp-diff-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** What our diff says was there and is there, read back from its lines. */
function sides(diff: string): { before: string[]; after: string[] } {
  const lines = diff
    .split("\n")
    .slice(2, -1)
    .filter((line) => !line.startsWith("@@"));
  const of = (other: string): string[] =>
    lines.filter((line) => !line.startsWith(other)).map((line) => line.slice(1));
  return { before: of("+"), after: of("-") };
}

describe("unifiedDiff", () => {
  it.each([
    ["equal texts", { given: ["a\n", "a\n"], want: "" }],
    ["a changed line", { given: ["a\nb\nc\n", "a\nx\nc\n"], want: "@@ -1,3 +1,3 @@\n a\n-b\n+x\n c\n" }],
    ["a new file", { given: ["", "a\n"], want: "@@ -0,0 +1,1 @@\n+a\n" }],
    ["an invisible character", { given: ["a\n", "a\u200b\n"], want: "@@ -1,1 +1,1 @@\n-a\n+a\\u{200b}\n" }],
    [
      "two distant places",
      {
        given: ["1\n2\n3\n4\n5\n6\n7\n8\n9\n", "x\n2\n3\n4\n5\n6\n7\n8\ny\n"],
        want: "@@ -1,4 +1,4 @@\n-1\n+x\n 2\n 3\n 4\n@@ -6,4 +6,4 @@\n 6\n 7\n 8\n-9\n+y\n",
      },
    ],
  ])("%s", (_, { given: [before, after], want }) => {
    expect(unifiedDiff("f", before as string, after as string).replace(/^.*\n.*\n/, "")).toBe(want);
  });

  it("has as many changed lines as diff -u, and keeps both sides complete", () => {
    const text = fc
      .array(fc.constantFrom("a", "b", "c", "d"), { maxLength: 7 })
      .map((lines) => lines.map((line) => `${line}\n`).join(""));
    const count = (diff: string): number =>
      diff.split("\n").filter((line) => /^[-+](?![-+]{2} )/.test(line)).length;
    fc.assert(
      fc.property(text, text, (before, after) => {
        const diff = unifiedDiff("f", before, after);
        if (before === after) return diff === "";
        writeFileSync(join(folder, "a"), before);
        writeFileSync(join(folder, "b"), after);
        const { stdout } = execaSync("diff", ["-U3", "-d", join(folder, "a"), join(folder, "b")], {
          reject: false,
        });
        expect(count(diff)).toBe(count(stdout));
        const found = sides(diff);
        for (const line of found.before) expect(before).toContain(line);
        return true;
      }),
      { numRuns: 60 },
    );
  });

  it("restores both texts if everything is context", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 4 }),
        fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 4 }),
        (old, now) => {
          const [before, after] = [old, now].map((lines) => lines.map((line) => `${line}\n`).join("")) as [
            string,
            string,
          ];
          fc.pre(before !== after);
          const found = sides(unifiedDiff("f", before, after));
          // a line further than the context from every change is left out; four lines never are
          expect([found.before.join(), found.after.join()].map((text) => text.length)).toEqual([
            expect.any(Number),
            expect.any(Number),
          ]);
          expect(old.join()).toContain(found.before.join());
          expect(now.join()).toContain(found.after.join());
        },
      ),
    );
  });
});
