import { expect, it } from "vitest";
import { wrongArguments } from "../../../src/runtime/results/wrong-arguments.js";
import { issuesOf } from "../../../src/runtime/server-client/validate.js";
import * as z from "zod";

it("shortens a list of thousands of places to the first ten and a count", () => {
  const issues = Array.from({ length: 5_000 }, (_, i) => ({ path: ["list", i], message: "expected string" }));
  const lines = wrongArguments("a", issues).split("\n");
  expect(lines).toHaveLength(13);
  expect(lines.slice(9, 12)).toEqual([
    "- list.8: expected string",
    "- list.9: expected string",
    "- and 4990 more",
  ]);
});

it("shortens one place with thousands of names", () => {
  const given = Object.fromEntries(Array.from({ length: 5_000 }, (_, i) => [`key_${i}`, i]));
  const text = wrongArguments("a", issuesOf(z.strictObject({}), given) ?? []);
  expect(text).toContain("Unrecognized keys");
  expect(text.length).toBeLessThan(500);
});

it("says in plain words that a value of any type is missing", () => {
  expect(issuesOf(z.object({ a: z.unknown() }), {})).toEqual([
    { path: ["a"], message: "Invalid input: expected a value, received undefined" },
  ]);
});
