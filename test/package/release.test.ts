import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { root } from "../../scripts/bundle.mjs";
import { datedChangelog, faultsOf, notesOf, type ReleasedPackage } from "../../scripts/release.mjs";

const CHANGELOG = "# Changelog\n\n## 1.1.0 — unreleased\n\n- New.\n\n## 1.0.0 — 2026-01-02\n\n- Old.\n";
const DATED = "# Changelog\n\n## 1.1.0 — 2026-02-03\n\n- New.\n\n## 1.0.0 — 2026-01-02\n\n- Old.\n";

it("dates the heading of what is released", () => {
  expect(datedChangelog(CHANGELOG, "1.1.0", "2026-02-03")).toBe(DATED);
  expect(() => datedChangelog(DATED, "1.1.0", "2026-02-03")).toThrow("unreleased");
});

it.each([
  ["1.1.0", "- New."],
  ["1.0.0", "- Old."],
  ["1.0", undefined],
])("reads the notes of %s", (version, want) => {
  expect(notesOf(DATED, version)).toBe(want);
});

const codegen = (over: Partial<ReleasedPackage> = {}): ReleasedPackage => ({
  name: "fmcp-codegen",
  manifest: { version: "1.1.0", dependencies: { "fmcp-runtime": "1.1.0" } },
  changelog: DATED,
  ...over,
});
const runtime = (over: Partial<ReleasedPackage> = {}): ReleasedPackage => ({
  ...codegen({ name: "fmcp-runtime", manifest: { version: "1.1.0" } }),
  ...over,
});

it.each([
  ["nothing where all fits", [codegen(), runtime()], []],
  [
    "a package that was left behind",
    [codegen(), runtime({ manifest: { version: "1.0.0" } })],
    ["fmcp-runtime is at 1.0.0, not 1.1.0"],
  ],
  [
    "another runtime than this one",
    [codegen({ manifest: { version: "1.1.0", dependencies: { "fmcp-runtime": "1.0.0" } } }), runtime()],
    ["fmcp-codegen depends on fmcp-runtime 1.0.0, not 1.1.0"],
  ],
  [
    "a changelog without a date",
    [codegen(), runtime({ changelog: CHANGELOG })],
    ["the changelog of fmcp-runtime has no dated heading for 1.1.0"],
  ],
])("names %s", (_what, packages, want) => {
  expect(faultsOf("1.1.0", packages)).toEqual(want);
});

it("finds both packages of this tree at one version, each with a changelog that goes into its package", () => {
  const read = (path: string): string => readFileSync(join(root, path), "utf8");
  const [tool, library] = ["package.json", "src/runtime/package.json"].map(
    (path) => JSON.parse(read(path)) as ReleasedPackage["manifest"] & { readonly files: readonly string[] },
  );
  expect(library?.version).toBe(tool?.version);
  expect(tool?.dependencies?.["fmcp-runtime"]).toBe(tool?.version);
  for (const [manifest, path] of [
    [tool, "CHANGELOG.md"],
    [library, "src/runtime/CHANGELOG.md"],
  ] as const) {
    expect(read(path)).toContain(`\n## ${manifest?.version} — `);
    expect(manifest?.files).toContain("CHANGELOG.md");
  }
});
