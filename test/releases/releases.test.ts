import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { compareServers } from "../../src/codegen/diff/index.js";
import { CLAIMS, lineOf } from "./claims.js";
import { readRecording, RELEASES } from "./releases.js";

const doc = readFileSync(new URL("../../docs/ci.md", import.meta.url), "utf8");

describe.each(RELEASES)("$package $versions", (release) => {
  const [before, after] = readRecording(release);
  const lines = compareServers([before], [after]).map(lineOf);
  const claims = CLAIMS[release.package] ?? [];

  it.each(claims)("$source", ({ told, count }) => {
    expect(lines.filter((line) => told.test(line))).toHaveLength(count);
  });

  it("and reports nothing else", () => {
    expect(lines.filter((line) => !claims.some(({ told }) => told.test(line)))).toEqual([]);
  });

  it("docs/ci.md counts the same", () => {
    const row = doc.split("\n").find((line) => line.includes(`| \`${release.package}\``)) ?? "";
    const counted = ["breaking", "unknown", "dangerous", "safe"].map(
      (severity) => lines.filter((line) => line.startsWith(`${severity} `)).length,
    );
    const cells = row.split("|").map((cell) => cell.trim());
    expect(cells[2]).toBe(release.versions.join(" → "));
    expect(cells.slice(3, 7).map(Number)).toEqual(counted);
  });

  it("a release is the same as itself", () => {
    expect(compareServers([before], [before])).toEqual([]);
    expect(compareServers([after], [after])).toEqual([]);
  });
});
