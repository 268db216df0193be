import { expect, it } from "vitest";
import { compare, results } from "./compare.mjs";

const text = `noise
=== SUMMARY ===
✓ ping: 2 passed, 0 failed
✗ tools-list: 1 passed, 1 failed
✓ polling: 0 passed, 0 failed
✓ caching: 8 passed, 0 failed

Total: 11 passed, 1 failed
`;

it("names what passes behind and not in front", () => {
  const behind = results(text);
  expect(compare(behind, behind)).toEqual({ rows: [], passed: 2 });
  const front = results(
    text.replace("✓ ping: 2 passed, 0", "✗ ping: 1 passed, 1").replace(/.*caching.*\n/, ""),
  );
  expect(compare(behind, front)).toEqual({
    rows: [
      "ping: 2 checks pass behind; in front 1 pass, 1 fail",
      "caching: 8 checks pass behind; in front 0 pass, 0 fail",
    ],
    passed: 2,
  });
});

it("is not a success where the suite did not run", () => {
  expect(() => compare(results("Error"), results(text))).toThrow("the suite did not run");
});
