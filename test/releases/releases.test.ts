import { describe, expect, it } from "vitest";
import { compareServers } from "../../src/codegen/diff/index.js";
import { CLAIMS, lineOf } from "./claims.js";
import { readRecording, RELEASES } from "./releases.js";

describe.each(RELEASES)("$package $versions", (release) => {
  const [before, after] = readRecording(release);
  const lines = compareServers([before], [after]).map(lineOf);
  const claims = CLAIMS[release.package] ?? [];

  it.each(claims)("$source", ({ told, count }) => {
    expect(lines.filter((line) => told.test(line))).toHaveLength(count);
  });

  it("and nothing else is told", () => {
    expect(lines.filter((line) => !claims.some(({ told }) => told.test(line)))).toEqual([]);
  });

  it("a release is the same as itself", () => {
    expect(compareServers([before], [before])).toEqual([]);
    expect(compareServers([after], [after])).toEqual([]);
  });
});
