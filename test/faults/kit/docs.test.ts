import { describe, expect, it } from "vitest";
import { updateTable } from "./docs.js";
import type { Row } from "./report.js";

const row = (suite: string, figures: string): Row => ({ suite, load: "l", figures, failures: [] });

describe("updateTable", () => {
  it("replaces rows by name, keeps the others, and leaves the text around alone", () => {
    const empty = "before\n<!-- faults: begin -->\n<!-- faults: end -->\nafter";
    const first = updateTable(empty, [row("a", "1"), row("b", "1")]);
    const second = updateTable(first, [row("b", "2"), row("c", "2")]);
    expect(second.split("\n").filter((line) => line !== "")).toEqual([
      "before",
      "<!-- faults: begin -->",
      "| suite | load | figures | verdict |",
      "| --- | --- | --- | --- |",
      "| a | l | 1 | pass |",
      "| b | l | 2 | pass |",
      "| c | l | 2 | pass |",
      "<!-- faults: end -->",
      "after",
    ]);
  });

  it("refuses a document without marks", () => expect(() => updateTable("x", [])).toThrow("has no"));
});
