import { expect, it } from "vitest";
import { assignNames } from "../../../src/codegen/plan/assign-names.js";
import { RESERVED_METHODS } from "../../../src/codegen/plan/reserved.js";
import { camelCase } from "../../../src/codegen/plan/identifiers.js";

function assign(
  names: readonly string[],
  overrides: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const items = names.map((id) => ({
    id,
    natural: camelCase(id, "tool"),
    ...(Object.hasOwn(overrides, id) && { override: overrides[id] as string }),
  }));
  return Object.fromEntries(
    [...assignNames(items, RESERVED_METHODS, "Tool")].map(([id, { name }]) => [id, name]),
  );
}

it.each([
  [
    "a name that already is camelCase is kept",
    ["users_list", "usersList", "users.list"],
    { usersList: "usersList", "users.list": "usersList2", users_list: "usersList3" },
  ],
  [
    "a number never takes another item's name",
    ["a-b", "a_b", "aB2"],
    { "a-b": "aB", a_b: "aB3", aB2: "aB2" },
  ],
  [
    "reserved names get a suffix",
    ["then", "constructor", "toString", "toJSON", "resources", "prompts", "close"],
    {
      then: "thenTool",
      constructor: "constructorTool",
      toString: "toStringTool",
      toJSON: "toJSONTool",
      resources: "resourcesTool",
      prompts: "promptsTool",
      close: "closeTool",
    },
  ],
  [
    "a suffix yields to the tool of that name",
    ["then", "thenTool"],
    { then: "thenTool2", thenTool: "thenTool" },
  ],
  [
    "keywords are allowed as methods",
    ["delete", "class", "import", "await"],
    { delete: "delete", class: "class", import: "import", await: "await" },
  ],
])("%s", (_, names, want) => {
  expect(assign(names)).toEqual(want);
  expect(assign([...names].reverse())).toEqual(want);
});

it("assigns the user's names before all others", () => {
  expect(assign(["get", "fetch"], { fetch: "get" })).toEqual({ fetch: "get", get: "get2" });
});

it("gives no wire name a name with $", () => {
  expect(Object.values(assign(["$call", "$client", "$"])).filter((name) => name.includes("$"))).toEqual([]);
});
