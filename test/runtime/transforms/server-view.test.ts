import { McpServer } from "@modelcontextprotocol/server";
import { describe, expect, it } from "vitest";
import { LazyTarget } from "../../../src/runtime/backend/backend-target.js";
import { parseConfig } from "../../../src/shared/config/index.js";
import { dualEraSource } from "../support/sources.js";
import { Client, type ClientTarget, type RuntimeEvent } from "../../../src/runtime/index.js";
import { tagsOf } from "../../../src/runtime/multi.js";
import { inMemory, names, stdio } from "../multi/support/servers.js";
import { eventually } from "../../support/eventually.js";

/** The same server alone and among others: what its entry says holds in both, but for the prefix. */
const ways = [
  ["alone", ""],
  ["one of several", "s_"],
] as const;

async function connect(prefix: string, settings: object, events: RuntimeEvent[] = []): Promise<Client> {
  const s = { ...stdio("tagged.mjs"), ...settings };
  const client = new Client({ mcpServers: prefix === "" ? { s } : { s, other: inMemory("other", "x") } });
  client.onAny((event) => events.push(event));
  await client.connect();
  return client;
}

/** Names of the server `s` only. */
const own = (prefix: string, listed: readonly string[]): string[] =>
  listed.filter((name) => name.startsWith(prefix));

const renamed = {
  forecast: {
    name: "weather",
    title: "Weather",
    description: "Looks it up",
    tags: ["new"],
    meta: { extra: 1 },
    arguments: {
      city: { name: "town", description: "Where" },
      key: { hide: true, default: "k1" },
      days: { default: 3 },
    },
  },
};

describe.each(ways)("a server seen through its entry, %s", (_way, prefix) => {
  const uri = (text: string): string => (prefix === "" ? text : text.replace("://", "://s/"));

  it("renames and describes tools, calls them by their new names, and does not change their answers", async () => {
    await using client = await connect(prefix, { tools: renamed });
    const tools = await client.listTools();
    expect(own(prefix, names(tools))).toEqual([`${prefix}weather`, `${prefix}wipe`, `${prefix}plain`]);
    expect(tools[0]).toMatchObject({
      title: "Weather",
      description: "Looks it up",
      _meta: { extra: 1, fastmcp: { tags: ["new"] } },
      inputSchema: {
        properties: {
          town: { $ref: "#/$defs/City", description: "Where" },
          days: { type: "integer", default: 3 },
        },
        required: ["town"],
        $defs: { City: { type: "string", minLength: 2 } },
      },
      outputSchema: { required: ["got"] },
    });
    const result = await client.callTool(`${prefix}weather`, { town: "Oslo" });
    expect(result.data).toEqual({ got: { city: "Oslo", key: "k1", days: 3 } });
    expect(result.content.json()).toMatchObject({ name: "forecast" });
    const explicit = await client.callTool(`${prefix}weather`, { town: "Oslo", days: 7 });
    expect(explicit.data).toEqual({ got: { city: "Oslo", key: "k1", days: 7 } });
  });

  it("checks the config on the first call", async () => {
    await using client = await connect(prefix, { tools: renamed });
    const { data } = await client.callTool(`${prefix}weather`, { town: "Oslo" });
    expect(data).toEqual({ got: { city: "Oslo", key: "k1", days: 3 } });
    await using wrong = await connect(prefix, {
      tools: { forecast: { arguments: { twon: { default: "x" } } } },
    });
    await expect(wrong.callTool(`${prefix}forecast`, { city: "Oslo", key: "k" })).rejects.toThrow(
      '/mcpServers/s/tools/forecast/arguments/twon: server "s": The tool has no argument "twon".',
    );
    expect((await wrong.callTool(`${prefix}plain`)).content.text).toContain("plain");
  });

  it.each([
    [
      "a tool by its old name",
      "forecast",
      { city: "Oslo" },
      'Unknown tool: "forecast". Its config calls it "weather".',
    ],
    ["an argument by its old name", "weather", { city: "Oslo" }, 'city: is called "town" in the config'],
    ["a hidden argument", "weather", { town: "Oslo", key: "mine" }, "key: is set by the config"],
  ])("%s is refused, not sent", async (_intent, tool, args, message) => {
    await using client = await connect(prefix, { tools: renamed });
    await expect(client.callTool(prefix + tool, args)).rejects.toThrow(message);
  });

  it("applies to pages and items, too", async () => {
    await using client = await connect(prefix, { tools: renamed });
    const { items } = await client.listToolsPage();
    expect(own(prefix, names(items))[0]).toBe(`${prefix}weather`);
    const listed: string[] = [];
    for await (const { name } of client.iterate("tools")) listed.push(name);
    expect(own(prefix, listed)).toEqual([`${prefix}weather`, `${prefix}wipe`, `${prefix}plain`]);
  });

  it("neither lists nor calls a disabled tool", async () => {
    await using client = await connect(prefix, { tools: { wipe: { enabled: false } } });
    expect(own(prefix, names(await client.listTools()))).toEqual([`${prefix}forecast`, `${prefix}plain`]);
    await expect(client.callTool(`${prefix}wipe`)).rejects.toThrow("Its config disables it.");
  });

  it.each([
    ["include_tags", { include_tags: ["weather"] }, ["forecast"], ["weather://map"], ["pack"]],
    ["includeTags, tags of old servers", { includeTags: ["admin"] }, ["wipe"], [], []],
    [
      "exclude_tags",
      { exclude_tags: ["admin"] },
      ["forecast", "plain"],
      ["weather://map", "weather://secret"],
      ["pack", "other"],
    ],
    [
      "excluding wins over including",
      { includeTags: ["weather", "admin"], excludeTags: ["read"] },
      ["wipe"],
      ["weather://map"],
      ["pack"],
    ],
    [
      "empty lists filter nothing",
      { include_tags: [], exclude_tags: [] },
      ["forecast", "wipe", "plain"],
      ["weather://map", "weather://secret"],
      ["pack", "other"],
    ],
    [
      "tags that a transform gives count, those that it takes do not",
      { includeTags: ["mine"], tools: { plain: { tags: ["mine"] }, forecast: { tags: [] } } },
      ["plain"],
      [],
      [],
    ],
  ])("%s", async (_intent, settings, tools, resources, prompts) => {
    await using client = await connect(prefix, settings);
    expect(own(prefix, names(await client.listTools()))).toEqual(tools.map((name) => prefix + name));
    const uris = (await client.listResources()).map((resource) => resource.uri);
    expect(uris).toEqual(resources.map(uri));
    expect(own(prefix, names(await client.listPrompts()))).toEqual(prompts.map((name) => prefix + name));
  });

  it("refuses components that tags hide, whether or not they were listed before", async () => {
    await using client = await connect(prefix, { includeTags: ["weather"] });
    await expect(client.callTool(`${prefix}wipe`)).rejects.toThrow(/Unknown tool: "wipe".*tags/);
    await expect(client.readResource(uri("weather://secret"))).rejects.toThrow(/Unknown resource/);
    await expect(client.getPrompt(`${prefix}other`)).rejects.toThrow(/Unknown prompt/);
    expect((await client.readResource(uri("weather://map"))).text).toBe("weather://map");
    expect((await client.readResource(uri("weather://regions/oslo"))).text).toBe("weather://regions/oslo");
    expect((await client.callTool(`${prefix}forecast`, { city: "Oslo", key: "k" })).data).toMatchObject({
      got: { city: "Oslo" },
    });
  });

  it.each([
    [
      "an argument that the tool does not have",
      { forecast: { arguments: { twon: { name: "x" } } } },
      "/mcpServers/s/tools/forecast/arguments/twon",
    ],
    [
      "a required argument hidden without a default",
      { forecast: { arguments: { key: { hide: true } } } },
      "/mcpServers/s/tools/forecast/arguments/key/hide",
    ],
    ["the name of another tool", { forecast: { name: "wipe" } }, "/mcpServers/s/tools/forecast/name"],
  ])("%s is an error with its place, never skipped", async (_intent, tools, pointer) => {
    await using client = await connect(prefix, { tools });
    const error = await client.listTools().catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: "CONFIGURATION", server: "s" });
    expect(String(error)).toContain(pointer);
  });

  it("reports a transform of a tool that does not exist", async () => {
    const events: RuntimeEvent[] = [];
    await using client = await connect(prefix, { tools: { gone: { name: "x" } } }, events);
    await client.listTools();
    expect(events).toContainEqual(
      expect.objectContaining({
        code: "TRANSFORM_UNUSED",
        server: "s",
        message: expect.stringContaining('a tool "gone", which the server does not have') as string,
      }),
    );
  });
});

it("checks the tags again when the server reports that its lists changed", async () => {
  const shown = ["x"];
  let announce = (): void => undefined;
  const source = dualEraSource(() => {
    const capabilities = { tools: { listChanged: true } };
    const server = new McpServer({ name: "s", version: "1" }, { capabilities });
    announce = () => void server.server.sendToolListChanged();
    server.server.setRequestHandler("tools/list", () => ({
      tools: ["x", "y"].map((name) => ({
        name,
        inputSchema: { type: "object" as const },
        ...(shown.includes(name) && { _meta: { fastmcp: { tags: ["shown"] } } }),
      })),
    }));
    server.server.setRequestHandler("tools/call", ({ params }) => ({
      content: [{ type: "text", text: params.name }],
    }));
    return server;
  });
  const [entry] = parseConfig({ mcpServers: { s: { command: "x", includeTags: ["shown"] } } }).servers;
  const target = new LazyTarget("s", async () => ({ key: "s", source, entry: entry! }));
  await using client = await Client.connect(target as unknown as ClientTarget, { protocol: "legacy" });
  let heard = 0;
  await client.onListChanged("tools", () => heard++);
  await expect(client.callTool("y")).rejects.toMatchObject({ code: "UNKNOWN_COMPONENT" });
  shown.push("y");
  announce();
  await eventually(() => expect(heard).toBe(1));
  expect((await client.callTool("y")).content.text).toBe("y");
});

it("refuses an invalid transform before it connects", () => {
  const tools = { forecast: { arguments: { a: { required: false } } } };
  expect(() => new Client({ mcpServers: { s: { ...stdio("tagged.mjs"), tools } } })).toThrow(
    /\/mcpServers\/s\/tools\/forecast\/arguments\/a\/required/,
  );
});

it("accepts a variable as a default", async () => {
  const tools = {
    forecast: { arguments: { key: { hide: true, default: "${MY_KEY}" } }, description: "costs ${5}" },
  };
  const config = { mcpServers: { s: { ...stdio("tagged.mjs"), tools } } };
  await using client = await Client.connect(config, { env: { ...process.env, MY_KEY: "s3cret" } });
  expect((await client.listTools())[0]?.description).toBe("costs ${5}");
  expect((await client.callTool("forecast", { city: "Oslo" })).data).toEqual({
    got: { city: "Oslo", key: "s3cret" },
  });
});

it.each([
  ["of FastMCP", { _meta: { fastmcp: { tags: ["a", "b"] } } }, ["a", "b"]],
  ["of older ones", { _meta: { _fastmcp: { tags: ["a"] } } }, ["a"]],
  ["none", {}, []],
  ["of a server that writes nonsense", { _meta: { fastmcp: { tags: "a" }, _fastmcp: 5 } }, []],
  ["some that are not strings", { _meta: { fastmcp: { tags: ["a", 1, null] } } }, ["a"]],
])("tags: %s", (_intent, component, tags) => {
  expect(tagsOf(component)).toEqual(tags);
});

it("suggests a tool for a filter without a match", async () => {
  const events: RuntimeEvent[] = [];
  await using client = await connect(
    "",
    { excludeTools: ["forcast", "quite-another", "other_*", "fore*"] },
    events,
  );
  await client.listTools();
  const said = events.flatMap((event) => (event.type === "diagnostic" ? [event.message] : []));
  const text = (tool: string): string =>
    `The config shows or hides a tool "${tool}", which the server does not have.`;
  expect(said).toEqual([
    `${text("forcast")} Did you mean "forecast"?`,
    text("quite-another"),
    text("other_*"),
  ]);
});
