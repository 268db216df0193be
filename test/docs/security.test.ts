import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { SENTENCES } from "./security-sentences.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const read = (path: string): string => readFileSync(join(root, path), "utf8");

/** What is promised, and what is not; how to report is no promise about the code, and a bold title is what follows it, in short. */
const [told = ""] = read("SECURITY.md").split("\n## Reporting\n");
const sentences = told
  .split(/\n\n|\n(?=- )/)
  .filter((block) => block !== "" && !block.startsWith("#"))
  .flatMap((block) =>
    block
      .replace(/^- \*\*.*?\*\*/s, "")
      .replace(/\s*\n\s*/g, " ")
      .trim()
      .split(/(?<=[.]\)?)\s+(?=[A-Z`])/),
  );

describe("SECURITY.md", () => {
  it("says nothing that no test holds", () => {
    const unheld = sentences.filter((sentence) => !SENTENCES.some(([begins]) => sentence.startsWith(begins)));
    expect(unheld).toEqual([]);
  });

  it.each(SENTENCES.map(([begins, ...holders]) => [begins, holders] as const))("%s …", (begins, holders) => {
    expect(sentences.filter((sentence) => sentence.startsWith(begins))).toHaveLength(1);
    expect(holders.length).toBeGreaterThan(0);
    for (const [file, title] of holders) {
      const text = read(file);
      const forms = file.endsWith(".test.ts") ? [`"${title}"`, `\`${title}\``] : [title];
      expect(
        forms.some((form) => text.includes(form)),
        `${file}: ${title}`,
      ).toBe(true);
    }
  });
});
