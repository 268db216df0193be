import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { DEFAULT_LIMITS } from "../../src/codegen/model/index.js";

const text = readFileSync(new URL("../../docs/security-limits.md", import.meta.url), "utf8");

it("docs/security-limits.md names every limit with its default", () => {
  const rows = [...text.matchAll(/^\| `(\w+)` +\| +(\d+) \|/gm)].map(([, name, value]) => [
    name,
    Number(value),
  ]);
  expect(rows).toEqual(Object.entries(DEFAULT_LIMITS));
});

it("says in the type what the table says", () => {
  const source = readFileSync(new URL("../../src/codegen/model/limits.ts", import.meta.url), "utf8");
  const documented = [...source.matchAll(/Default ([\d,]+)( MiB)?\.[^\n]*\n {2}readonly (\w+):/g)].map(
    ([, value = "", mib, name]) => [
      name,
      Number(value.replaceAll(",", "")) * (mib === undefined ? 1 : 1_048_576),
    ],
  );
  expect(documented).toEqual(Object.entries(DEFAULT_LIMITS));
});
