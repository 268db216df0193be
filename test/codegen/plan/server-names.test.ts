import { expect, it } from "vitest";
import { nameServers } from "../../../src/codegen/plan/server-names.js";

it.each([
  ["a plain key", ["weather"], { weather: ["weather", "weather"] }],
  ["a reserved word", ["delete"], { delete: ["deleteServer", "delete"] }],
  ["our own names", ["mcp", "server"], { mcp: ["mcpServer", "mcp"], server: ["serverMcp", "server"] }],
  [
    "our own files",
    ["index", "client"],
    { index: ["index", "index-1bc04b52"], client: ["client", "client-948fe603"] },
  ],
  [
    "names reserved by Windows",
    ["con", "nul", "com1"],
    { con: ["con", "con-1143da2b"], nul: ["nul", "nul-99e62427"], com1: ["com1", "com1-957a49c3"] },
  ],
  ["a path", ["../../etc/x"], { "../../etc/x": ["etcX", "etc-x"] }],
  ["keys that differ in case", ["Foo", "foo"], { foo: ["foo", "foo"], Foo: ["fooServer", "foo-1cbec737"] }],
])("names %s", (_, keys, want) => {
  const named = (order: readonly string[]): object =>
    Object.fromEntries([...nameServers(order)].map(([key, { value, folder }]) => [key, [value, folder]]));
  expect(named(keys)).toEqual(want);
  expect(named([...keys].reverse())).toEqual(want);
});
