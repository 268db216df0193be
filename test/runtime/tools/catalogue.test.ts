import { describe, expect, expectTypeOf, it } from "vitest";
import { offerTools, OPENAI_STRICT, type CallableTool } from "../../../src/runtime/agents.js";
import { group } from "../../../src/runtime/server-client/group.js";
import { ToolCatalogue } from "../../../src/runtime/tools/catalogue.js";

const tool = (server: string, name: string, readOnly = false): CallableTool => ({
  ...{ server, name, hints: { readOnly }, inputSchema: { type: "object" } },
  call: () => Promise.reject(new Error("not called")),
});

function client<Name extends string>(server: string, ...names: readonly Name[]) {
  const tools = names.map((name) => tool(server, name, name.startsWith("get")));
  return {
    $tools: new ToolCatalogue<Name>(() => Promise.resolve(tools)),
    $close: () => Promise.resolve(),
  };
}

const mcp = group({
  weather: client("weather", "get_forecast", "set_alert", "search"),
  shop: client("my-shop", "get_order", "search"),
});

it.each(["toString", "constructor", "__proto__", "then", "default"])(
  "$tools knows a tool named %s, and only then",
  async (name) => {
    const { $tools } = client(name, name);
    expect((await $tools.get(name))?.name).toBe(name);
    expect(await $tools.filter({ only: `${name}.${name}` }).list()).toHaveLength(1);
    const others = client("plain", "plain").$tools as ToolCatalogue<string>;
    expect(await others.get(name)).toBeUndefined();
    await expect(others.filter({ only: name }).list()).rejects.toThrow(
      `names "${name}", but there is no such tool`,
    );
  },
);

describe("$tools of a group", () => {
  it.each([
    [
      "everything",
      {},
      ["weather.get_forecast", "weather.set_alert", "weather.search", "my-shop.get_order", "my-shop.search"],
    ],
    ["a name", { only: "search" }, ["weather.search", "my-shop.search"]],
    ["a name of one server", { only: "my-shop.search" }, ["my-shop.search"]],
    ["a glob", { only: "get_*" }, ["weather.get_forecast", "my-shop.get_order"]],
    [
      "several",
      { only: ["*_alert", "my-shop.*"] },
      ["weather.set_alert", "my-shop.get_order", "my-shop.search"],
    ],
    ["all but some", { except: "weather.*" }, ["my-shop.get_order", "my-shop.search"]],
    ["a hint", { readOnly: true }, ["weather.get_forecast", "my-shop.get_order"]],
    ["nothing", { only: "gone*" }, []],
  ] as const)("%s", async (_, choice, want) => {
    const found = await mcp.$tools.filter(choice).list();
    expect(found.map(({ server, name }) => `${server}.${name}`)).toEqual(want);
  });

  it.each([
    ["get_order", "my-shop"],
    ["my-shop.search", "my-shop"],
    ["search", undefined],
  ] as const)("get %s", async (name, want) => {
    expect((await mcp.$tools.get(name))?.server).toBe(want);
  });

  it("knows the names of the tools", async () => {
    const [first] = await mcp.$tools.list();
    expectTypeOf(first?.name).toEqualTypeOf<
      "get_forecast" | "set_alert" | "search" | "get_order" | undefined
    >();
    // @ts-expect-error no server has such a tool
    expect(await mcp.$tools.get("get_forcast")).toBeUndefined();
    // @ts-expect-error nor this one
    expect(await mcp.weather.$tools.get("get_order")).toBeUndefined();
  });
});

it("offers 5,000 tools of several servers in a second or two, each under a unique name", async () => {
  const tools = Array.from({ length: 5_000 }, (_, i) =>
    tool(`server-${i % 7}`, `${"long-name/".repeat(9)}${i % 2_500}`),
  );
  const began = performance.now();
  const { tools: offered } = await offerTools({ list: () => Promise.resolve(tools) }, OPENAI_STRICT);
  expect(performance.now() - began).toBeLessThan(10_000);
  expect(new Set(offered.map(({ name }) => name)).size).toBe(5_001);
  expect(offered.filter(({ name }) => !/^[\w-]{1,64}$/.test(name))).toEqual([]);
});
