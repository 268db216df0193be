import { describe, expect, it } from "vitest";
import { covers, initialScope, scopeText, union } from "../../../src/runtime/auth/scope.js";

const nothing = {
  configured: undefined,
  challenged: undefined,
  resource: undefined,
  authorizationServer: undefined,
  refreshable: true,
};

describe("initialScope", () => {
  it.each([
    ["sends no scope where neither side names one", {}, undefined],
    [
      "the user's, whatever others list",
      { configured: "a", challenged: "b", resource: ["c"], authorizationServer: ["offline_access"] },
      "a",
    ],
    ["the challenge's before the metadata's", { challenged: "b", resource: ["c"] }, "b"],
    ["all that the metadata lists", { resource: ["c", "d"] }, "c d"],
    ["an empty challenge is none", { challenged: " ", resource: ["c"] }, "c"],
    [
      "offline_access where it is listed",
      { challenged: "b", authorizationServer: ["offline_access"] },
      "b offline_access",
    ],
    [
      "no offline_access for a machine",
      { challenged: "b", authorizationServer: ["offline_access"], refreshable: false },
      "b",
    ],
    ["no offline_access alone", { authorizationServer: ["offline_access"] }, undefined],
  ])("%s", (_, sources, want) => {
    expect(initialScope({ ...nothing, ...sources })).toBe(want);
  });
});

it.each([
  [["a b", undefined, "b  c"], "a b c"],
  [["", undefined], undefined],
])("union of %j is %j", (given, want) => expect(union(...given)).toBe(want));

it.each([
  ["a b", "b", true],
  ["a", "a b", false],
  [undefined, undefined, true],
  [undefined, "a", false],
])("%j covers %j: %j", (held, wanted, want) => expect(covers(held, wanted)).toBe(want));

it("takes a list or a text", () =>
  expect([scopeText(["a", "b"]), scopeText(" a  b "), scopeText([]), scopeText(undefined)]).toEqual([
    "a b",
    "a b",
    undefined,
    undefined,
  ]));
