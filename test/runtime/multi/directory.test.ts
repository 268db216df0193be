import { McpServer, ResourceTemplate } from "@modelcontextprotocol/server";
import { describe, expect, it } from "vitest";
import { Client, type ListKind, type RuntimeEvent } from "../../../src/runtime/index.js";
import { UnknownComponentError } from "../../../src/runtime/multi.js";
import type { TransportSource } from "../../../src/runtime/transport.js";
import { dualEraSource } from "../support/sources.js";
import { inMemory, names, stdio } from "./support/servers.js";

/** A server in memory with these resources and templates, each of which says whose it is. */
function holding(label: string, ...uris: string[]): TransportSource {
  return dualEraSource(() => {
    const server = new McpServer({ name: label, version: "1" }, { capabilities: { resources: {} } });
    for (const uri of uris) {
      const at = uri.includes("{") ? new ResourceTemplate(uri, { list: undefined }) : uri;
      server.registerResource(uri, at as string, {}, async ({ href }: URL) => ({
        contents: [{ uri: href, text: label }],
      }));
    }
    return server;
  });
}

describe("which server is meant", () => {
  it.each<[string, ListKind, string, object]>([
    ["a tool", "tools", "a_y", { server: "a", id: "y" }],
    ["a tool of which two prefixes fit", "tools", "a_b_x", { server: "a", id: "b_x" }],
    ["a resource", "resources", "docs://b/note", { server: "b", id: "docs://note" }],
    ["a resource under its server's URI", "resources", "docs://note", { server: "b", id: "docs://note" }],
  ])("routeOf says whose %s is", async (_thing, kind, id, route) => {
    const servers = {
      a: inMemory("a", "b_x", "y"),
      a_b: inMemory("a_b", "z"),
      b: holding("b", "docs://note"),
    };
    await using client = await Client.connect({ mcpServers: servers });
    expect(await client.routeOf(kind, id)).toEqual(route);
  });

  it("routeOf refuses names of no server; one server has every name", async () => {
    await using client = await Client.connect({
      mcpServers: { a: inMemory("a", "y"), b: inMemory("b", "x") },
    });
    await expect(client.routeOf("tools", "c_y")).rejects.toThrow(UnknownComponentError);
    await using only = new Client(inMemory("a", "y"), { name: "a" });
    expect(await only.routeOf("tools", "y")).toEqual({ server: "a", id: "y" });
  });

  it("the list decides; where it knows nothing, the longest prefix", async () => {
    const hidden = dualEraSource(() => {
      const server = new McpServer({ name: "h", version: "1" }, { capabilities: { tools: {} } });
      server.server.setRequestHandler("tools/list", () => ({ tools: [] }));
      server.server.setRequestHandler("tools/call", ({ params }) => ({
        content: [{ type: "text", text: `hidden:${params.name}` }],
      }));
      return server;
    });
    await using client = await Client.connect({
      mcpServers: { a: inMemory("a", "b_x", "y"), a_b: inMemory("a_b", "z"), a_b_c: hidden },
    });
    // Nobody listed anything: `a` and `a_b` may both be meant, so both are asked.
    expect((await client.callTool("a_b_x")).content.text).toBe("a:b_x");
    expect((await client.callTool("a_b_z")).content.text).toBe("a_b:z");
    expect((await client.callTool("a_y")).content.text).toBe("a:y");
    expect((await client.callTool("a_b_c_d")).content.text).toBe("hidden:d");
  });

  it("follows the order of the servers, whichever was listed first", async () => {
    const config = { mcpServers: { a_b: inMemory("a_b", "x"), a: inMemory("a", "b_x") } };
    await using client = await Client.connect(config, { onServerError: "throw" });
    expect((await client.callTool("a_b_x")).content.text).toBe("a_b:x");
    expect(names(await client.listTools())).toEqual(["a_b_x"]);
    expect((await client.callTool("a_b_x")).content.text).toBe("a_b:x");
  });

  it("two that get the same name: the first is taken, and that is said once", async () => {
    const events: RuntimeEvent[] = [];
    await using client = new Client({ mcpServers: { a: inMemory("a", "b_x"), a_b: inMemory("a_b", "x") } });
    client.onAny((event) => events.push(event));
    await client.connect();
    await client.listTools();
    expect(names(await client.listTools())).toEqual(["a_b_x"]);
    expect((await client.callTool("a_b_x")).content.text).toBe("a:b_x");
    expect((await client.server("a_b").callTool("x")).content.text).toBe("a_b:x");
    expect(
      events.filter((event) => event.type === "diagnostic" && event.code === "NAME_COLLISION"),
    ).toHaveLength(1);
  });

  it('without prefixes names are looked up; one that two have is an error, or with `onCollision: "first"` the first\'s', async () => {
    const config = { mcpServers: { one: inMemory("one", "x", "same"), two: inMemory("two", "y", "same") } };
    await using strict = await Client.connect(config, { prefix: "never" });
    expect((await strict.callTool("y")).content.text).toBe("two:y");
    await expect(strict.listTools()).rejects.toThrow('"one" and "two" both offer the tool "same"');
    await expect(strict.callTool("z")).rejects.toMatchObject({ code: "UNKNOWN_COMPONENT" });
    await using lenient = await Client.connect(config, { prefix: "never", onCollision: "first" });
    expect(names(await lenient.listTools())).toEqual(["x", "same", "y"]);
    expect((await lenient.callTool("same")).content.text).toBe("one:same");
  });

  it("finds the server of a URI without a place for its name by the lists", async () => {
    await using client = await Client.connect({
      mcpServers: { x: stdio("tagged.mjs"), asks: stdio("asks-and-changes.mjs") },
    });
    expect((await client.readResource("urn:isbn:1")).text).toContain("urn:isbn:1");
    expect((await client.listResources()).map(({ uri }) => uri)).toContain("urn:isbn:1");
    await expect(client.readResource("urn:isbn:2")).rejects.toMatchObject({ code: "UNKNOWN_COMPONENT" });
  });

  it.each<
    [intent: string, servers: Readonly<Record<string, TransportSource>>, uri: string, want: string | RegExp]
  >([
    ["the one that lists it", { a: holding("a", "x://r/1"), b: holding("b") }, "x://r/1", "a"],
    ["the one with a template of it", { a: holding("a"), b: holding("b", "x://r/{id}") }, "x://r/7", "b"],
    [
      "a list before a template",
      { a: holding("a", "x://r/{id}"), b: holding("b", "x://r/1") },
      "x://r/1",
      "b",
    ],
    [
      "the prefix before a server's own URI",
      { a: holding("a", "x://b/1"), b: holding("b", "x://1") },
      "x://b/1",
      "b",
    ],
    [
      "none of two that have it",
      { a: holding("a", "x://r/1"), b: holding("b", "x://r/1") },
      "x://r/1",
      /Several servers offer it: write "x:\/\/a\/r\/1" or "x:\/\/b\/r\/1"/,
    ],
    ["none that lacks it", { a: holding("a", "x://r/1"), b: holding("b") }, "x://r/2", /No server has it/],
  ])("a URI without a prefix, as in links of answers, means %s", async (_, mcpServers, uri, want) => {
    await using client = await Client.connect({ mcpServers });
    const read = client.readResource(uri).then(({ text }) => text);
    if (typeof want === "string") expect(await read).toBe(want);
    else await expect(read).rejects.toThrow(want);
  });

  it("reports a name that is too long for many models, but accepts it", async () => {
    const events: RuntimeEvent[] = [];
    const long = "t".repeat(60);
    await using client = new Client({ mcpServers: { weather: inMemory("w", long), b: inMemory("b", "x") } });
    client.onAny((event) => events.push(event));
    await client.connect();
    expect(names(await client.listTools())[0]).toBe(`weather_${long}`);
    expect(events).toContainEqual(expect.objectContaining({ code: "NAME_TOO_LONG", server: "weather" }));
    expect((await client.callTool(`weather_${long}`)).content.text).toBe(`w:${long}`);
  });
});

describe("pages", () => {
  const paged = (label: string, pages: number) =>
    dualEraSource(() => {
      const server = new McpServer({ name: label, version: "1" }, { capabilities: { tools: {} } });
      server.server.setRequestHandler("tools/list", ({ params }) => {
        const page = Number(params?.cursor ?? 0);
        const inputSchema = { type: "object" as const };
        return {
          tools: [{ name: `t${page}`, inputSchema }, ...(page === 0 ? [{ name: "", inputSchema }] : [])],
          ...(page + 1 < pages && { nextCursor: String(page + 1) }),
        };
      });
      return server;
    });

  it("hold one page of each server that has more; lists and iterators hold all", async () => {
    await using client = await Client.connect({ mcpServers: { a: paged("a", 3), b: paged("b", 1) } });
    const first = await client.listToolsPage();
    expect(names(first.items)).toEqual(["a_t0", "b_t0"]);
    expect(first.rejected).toHaveLength(2);
    expect(Object.keys(first.raw)).toEqual(["a", "b"]);
    const second = await client.listToolsPage(first.nextCursor);
    expect(names(second.items)).toEqual(["a_t1"]);
    const third = await client.listToolsPage(second.nextCursor);
    expect(third.nextCursor).toBeUndefined();
    expect(names(await client.listTools())).toEqual(["a_t0", "a_t1", "a_t2", "b_t0"]);
    const listed: string[] = [];
    for await (const { name } of client.iterate("tools")) listed.push(name);
    expect(listed).toEqual(["a_t0", "a_t1", "a_t2", "b_t0"]);
    await expect(client.listToolsPage("nonsense")).rejects.toThrow("is not a cursor");
  });
});
