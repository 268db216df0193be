import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, expectTypeOf, it } from "vitest";
import type { Json, JsonObject } from "../../../src/shared/json/json.js";
import { readSchema } from "../../../src/shared/json-schema/index.js";
import { sampleOf } from "../../../src/shared/json-schema/sample/index.js";
import { readLock } from "../../../src/codegen/lock/index.js";
import { Client, McpError } from "../../../src/runtime/index.js";
import { fake } from "../../../src/runtime/fakes/fake.js";
import type { FakeOptions } from "../../../src/runtime/fakes/fake-options.js";
import type { FakeHandlers } from "../../../src/runtime/fakes/fake-handlers.js";
import type { ToolInfo } from "../../../src/runtime/tools/tool-info.js";
import { generatedClient } from "../../support/generated-client.js";
import { type WeatherTools, WeatherClient } from "../server-client/weather/client.js";

const text = { type: "string" };

/** The tools of the weather client, as its server lists them. */
const tools: readonly ToolInfo[] = [
  tool("get_forecast", {
    input: object({ city: text, days: { type: "integer" } }, ["city"]),
    output: object({ city: text, days: { type: "integer", minimum: 1 } }, ["city", "days"]),
  }),
  tool("list_cities", { input: object({}), output: { type: "array", items: text, minItems: 1 } }),
  tool("set-alert", { input: object({ region: text, level: { type: "number" } }) }),
  tool("broken output", { input: object({}), output: { type: "object", not: {} } }),
  tool("echo", { input: object({}) }),
];

function tool(name: string, { input, output }: { input: object; output?: object }): ToolInfo {
  const schemas = { inputSchema: input, ...(output && { outputSchema: output }) };
  return { server: "weather", name, hints: { readOnly: true }, ...schemas } as unknown as ToolInfo;
}

function object(properties: object, required: readonly string[] = []): object {
  return { type: "object", properties, required };
}

type ToolHandlers = NonNullable<FakeHandlers<WeatherTools>["tools"]>;

function weather(handlers: ToolHandlers = {}, options: FakeOptions = {}) {
  const server = fake<WeatherTools>(tools, { tools: handlers }, options);
  return { server, client: new WeatherClient({ target: server }) };
}

describe("fake", () => {
  it("answers with handlers that are typed by tool", async () => {
    const { client } = weather({
      get_forecast: ({ city, days = 1 }) => ({ city: city.toUpperCase(), days }),
      list_cities: async () => Promise.resolve(["Oslo"]),
      "set-alert": ({ region }) => `set for ${region}`,
      echo: () => [{ type: "image", data: "AAAA", mimeType: "image/png" }],
    });
    expect(await client.getForecast({ city: "Oslo" })).toEqual({ city: "OSLO", days: 1 });
    expect(await client.listCities()).toEqual(["Oslo"]);
    expect((await client.setAlert({ region: "no", level: 1 })).text).toBe("set for no");
    expect((await client.$call("echo", {})).content.images).toHaveLength(1);
    await client.$close();
  });

  it("does not compile with wrong handlers", () => {
    const handlers: ToolHandlers = {
      // @ts-expect-error: `days` is a number
      get_forecast: ({ city }) => ({ city, days: "one" }),
    };
    const others: ToolHandlers = {
      // @ts-expect-error: there is no such tool
      no_tool: () => "",
    };
    expect(Object.keys({ ...handlers, ...others })).toHaveLength(2);
    const { server } = weather();
    expectTypeOf(server.calls("get_forecast")).toEqualTypeOf<
      readonly WeatherTools["get_forecast"]["input"][]
    >();
  });

  it("makes missing answers from the output schema: the same for the same seed and arguments", async () => {
    const made = async (seed: number, city: string) => {
      const { client } = weather({}, { seed });
      const answer = await client.getForecast({ city });
      await client.$close();
      return JSON.stringify(answer);
    };
    expect(await made(1, "Oslo")).toBe(await made(1, "Oslo"));
    const answers = await Promise.all(
      [1, 2, 3, 4, 5].flatMap((seed) => [made(seed, "Oslo"), made(seed, "Rome")]),
    );
    expect(new Set(answers).size).toBeGreaterThan(5);
  });

  it("reports an output schema that no value fits", async () => {
    const { client } = weather();
    await expect(client.$call("broken output", {})).rejects.toThrow(
      'No value was found that the output schema of tool "broken output" allows.',
    );
    await client.$close();
  });

  it("counts calls, with their arguments", async () => {
    const { client, server } = weather();
    await client.getForecast("Oslo");
    await client.getForecast({ city: "Rome", days: 2 });
    expect(server.calls("get_forecast")).toEqual([{ city: "Oslo" }, { city: "Rome", days: 2 }]);
    expect(server.calls("echo")).toEqual([]);
    server.reset();
    expect(server.calls("get_forecast")).toEqual([]);
    await client.$close();
  });

  it("fails as often as configured", async () => {
    const { client, server } = weather();
    server.failWith("get_forecast", "no data", 2);
    for (let n = 0; n < 2; n++)
      await expect(client.getForecast("Oslo")).rejects.toMatchObject({ code: "TOOL_ERROR" });
    await expect(client.getForecast("Oslo")).resolves.toBeDefined();
    server.failWith("get_forecast", new McpError("Too many requests", -32_000));
    await expect(client.getForecast("Oslo")).rejects.toMatchObject({ rpcCode: -32_000 });
    await client.$close();
  });

  it("turns an error of a handler into a failure that the tool reports", async () => {
    const { client } = weather({
      get_forecast: () => {
        throw new Error("no data for today");
      },
    });
    await expect(client.getForecast("Oslo")).rejects.toThrow("no data for today");
    await client.$close();
  });

  it("delays answers by the given clock", async () => {
    const slept: number[] = [];
    const clock = { sleep: (ms: number) => Promise.resolve(void slept.push(ms)) };
    const { client, server } = weather({}, { clock });
    server.delay("get_forecast", 500);
    await client.getForecast("Oslo");
    await client.listCities();
    expect(slept).toEqual([500]);
    await client.$close();
  });

  it.each<[string, object, RegExp]>([
    ["of a member", { city: "Oslo", days: 0 }, /does not allow: days: /],
    ["of the whole", { days: 1 }, /does not allow: .*city/],
  ])("names the path %s that a handler answers wrongly", async (_name, answer, want) => {
    const { client } = weather({ get_forecast: () => answer as never });
    await expect(client.getForecast("Oslo")).rejects.toThrow(want);
    await client.$close();
  });

  it("rejects arguments that violate the input schema, from any client", async () => {
    await using client = await Client.connect(fake(tools));
    await expect(client.callTool("get_forecast", { city: 5 })).rejects.toMatchObject({
      rpcCode: -32_602,
      message: expect.stringContaining("city") as string,
    });
    await expect(client.callTool("no_tool")).rejects.toMatchObject({ rpcCode: -32_602 });
  });

  it("lists the tools as the server does", async () => {
    await using client = await Client.connect(fake(tools));
    const listed = await client.listTools();
    expect(listed.map(({ name }) => name)).toEqual(tools.map(({ name }) => name));
    expect(listed[0]).toMatchObject({
      inputSchema: tools[0]?.inputSchema,
      annotations: { readOnlyHint: true },
    });
  });

  it("takes its tools from another client", async () => {
    await using real = await Client.connect(fake(tools), { name: "weather" });
    await using client = await Client.connect(fake(real, { tools: { echo: () => "hi" } }));
    expect((await client.callTool("echo")).content.text).toBe("hi");
  });

  it("wraps answers if the server's framework does", async () => {
    const output = {
      ...object({ result: { type: "array", items: text } }, ["result"]),
      "x-fastmcp-wrap-result": true,
    };
    const server = fake([tool("list", { input: object({}), output })], { tools: { list: () => ["Oslo"] } });
    await using client = await Client.connect(server);
    const { data, structuredContent } = await client.callTool("list");
    expect([data, structuredContent]).toEqual([["Oslo"], { result: ["Oslo"] }]);
  });

  it.each<[string, readonly [handlers: object, options?: object], RegExp]>([
    [
      "options as handlers",
      [{ seed: 7 }],
      /takes options after its handlers.*write `fakeX\(.*\{ seed: … \}\)`/,
    ],
    ["a misspelt kind", [{ tool: {} }], /handlers of a fake have no "tool"\. Did you mean "tools"\?/],
    ["handlers as options", [{}, { tools: {} }], /options of a fake have no "tools"/],
    ["a seed", [{}, { seed: "7" }], /seed is a number/],
    ["a page size", [{}, { pageSize: 0 }], /pageSize is a whole number above 0/],
  ])("refuses %s", (_name, [handlers, options], fault) => {
    expect(() => fake(tools, handlers, options)).toThrow(fault);
    // @ts-expect-error options are no handlers
    expect(() => fake<WeatherTools>(tools, { seed: 7 })).toThrow(/options after its handlers/);
  });

  it("rejects handlers of unknown tools", async () => {
    const connecting = Client.connect(fake(tools, { tools: { no_tool: () => 1 } }));
    await expect(connecting).rejects.toThrow(
      'a handler for "no_tool", which is not one of its tools: get_forecast,',
    );
  });

  it("answers for resources and prompts", async () => {
    const server = fake(tools, {
      resources: {
        "weather://a": "a",
        "weather://b": (uri) => `text of ${uri}`,
        "weather://c": Uint8Array.of(1, 2),
        "weather://d": [{ uri: "weather://d/1", text: "1", mimeType: "text/plain" }],
      },
      templates: { "weather://alerts/{region}{?since}": ({ region, since }) => `${region} since ${since}` },
      prompts: {
        pack: ({ city }) => `Pack for ${city}.`,
        ask: () => [{ role: "assistant", content: { type: "text", text: "Where?" } }],
      },
    });
    await using client = await Client.connect(server);
    expect((await client.readResource("weather://a")).text).toBe("a");
    expect((await client.readResource("weather://b")).text).toBe("text of weather://b");
    expect((await client.readResource("weather://c")).bytes()).toEqual(Uint8Array.of(1, 2));
    expect((await client.readResource("weather://d")).mimeType).toBe("text/plain");
    expect((await client.readResource("weather://alerts/no?since=2")).text).toBe("no since 2");
    await expect(client.readResource("weather://e")).rejects.toMatchObject({ rpcCode: -32_602 });
    expect(await client.listResourceTemplates()).toMatchObject([
      { uriTemplate: "weather://alerts/{region}{?since}" },
    ]);
    expect(await client.listPrompts()).toMatchObject([{ name: "pack" }, { name: "ask" }]);
    const { messages } = await client.getPrompt("pack", { city: "Oslo" });
    expect(messages).toMatchObject([{ content: { text: "Pack for Oslo." } }]);
    expect((await client.getPrompt("ask")).messages).toMatchObject([{ role: "assistant" }]);
  });

  it("makes texts for listed items without a handler", async () => {
    const lists = {
      resources: [{ uri: "weather://a", name: "a" }],
      resourceTemplates: [{ uriTemplate: "weather://{id}/x", name: "x" }],
      prompts: [{ name: "pack" }],
    };
    await using client = await Client.connect(fake(tools, {}, { lists }));
    expect((await client.readResource("weather://a")).text).toBe("weather://a");
    expect((await client.readResource("weather://7/x")).text).toBe("weather://7/x");
    await expect(client.readResource("weather://7/y")).rejects.toMatchObject({ rpcCode: -32_602 });
    expect((await client.getPrompt("pack", { a: "b" })).messages).toMatchObject([
      { content: { text: 'pack {"a":"b"}' } },
    ]);
  });

  it.each<[string, object, (client: Client) => Promise<unknown>, string]>([
    [
      "a tool without an output schema",
      { tools: { echo: () => [{ type: "image", data: "AAAA" }] } },
      (client) => client.callTool("echo"),
      'The handler of tool "echo" returned a result that MCP does not allow: 0',
    ],
    [
      "a resource",
      { resources: { "a:b": [{ uri: "a:b" }] } },
      (client) => client.readResource("a:b"),
      'The handler of resource "a:b" returned a result that MCP does not allow: 0',
    ],
    [
      "a resource that is nothing",
      { resources: { "a:b": () => undefined } },
      (client) => client.readResource("a:b"),
      'The handler of resource "a:b" returned a result that MCP does not allow: ',
    ],
    [
      "a resource template",
      { templates: { "a:{b}": () => [{ uri: "a:b", text: 5 }] } },
      (client) => client.readResource("a:b"),
      'The handler of resource template "a:{b}" returned a result that MCP does not allow: 0',
    ],
    [
      "a prompt",
      { prompts: { pack: () => [{ role: "user", content: { type: "text", text: 5 } }] } },
      (client) => client.getPrompt("pack"),
      'The handler of prompt "pack" returned a result that MCP does not allow: 0.content.text: ',
    ],
  ])("names the path that the handler of %s answers wrongly", async (_name, handlers, act, want) => {
    await using client = await Client.connect(fake(tools, handlers));
    await expect(act(client)).rejects.toThrow(want);
  });

  it("answers page by page", async () => {
    const { client, server } = weather();
    server.pages("list_cities", [["Oslo"], ["Rome"]]);
    const read = [await client.listCities(), await client.listCities(), await client.listCities()];
    expect(read).toEqual([["Oslo"], ["Rome"], ["Rome"]]);
    // @ts-expect-error: a page is what the tool answers
    server.pages("list_cities", [5]);
    await expect(client.listCities()).rejects.toThrow("does not allow");
    server.reset();
    expect(await client.listCities()).not.toEqual(["Rome"]);
    await client.$close();
  });

  it("lists in pages", async () => {
    await using client = await Client.connect(fake(tools, {}, { pageSize: 2 }));
    expect((await client.listTools()).map(({ name }) => name)).toEqual(tools.map(({ name }) => name));
    const { tools: first, nextCursor } = await client.listToolsRaw();
    expect([first, nextCursor]).toEqual([expect.toSatisfy((it: Json[]) => it.length === 2), "2"]);
  });
});

it("replaces real servers: every answer passes the validators of the generated client", async () => {
  const path = fileURLToPath(new URL("../../../generated-examples/src/mcp/mcp.lock.json", import.meta.url));
  const { servers } = readLock(readFileSync(path, "utf8"), "mcp.lock.json");
  let answered = 0;
  for (const [key, { model }] of Object.entries(servers)) {
    const { create } = await generatedClient(model, `fakes/${key}`);
    // fakes know no tasks
    const isTask = (name: string) =>
      model.tools.find((each) => each.name === name)?.taskSupport === "required";
    const list = (await create({}).$tools.list()).filter(({ name }) => !isTask(name));
    for (const seed of [1, 2, 3]) {
      const server = fake<Record<string, { input: JsonObject; output: unknown }>>(list, {}, { seed });
      const client = create({ target: server });
      for (const { name, inputSchema } of list) {
        const input = sampleOf(readSchema(inputSchema), { seed })?.value;
        await client.$call(name as never, input as never);
        expect(server.calls(name)).toHaveLength(1);
        answered++;
      }
      await client.$close();
    }
  }
  expect(answered).toBeGreaterThan(60);
}, 60_000);
