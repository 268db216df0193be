import { expect, it } from "vitest";
import { McpServer } from "@modelcontextprotocol/server";
import { z } from "zod";
import { Client, type RuntimeEventOf } from "../../../src/runtime/index.js";

function server(): McpServer {
  const made = new McpServer({ name: "parity", version: "1" }, { capabilities: { logging: {} } });
  made.registerTool("add", { inputSchema: z.object({ a: z.number(), b: z.number() }) }, ({ a, b }) => ({
    content: [{ type: "text", text: String(a + b) }],
  }));
  made.registerTool("fail", { inputSchema: z.object({}) }, () => ({
    isError: true,
    content: [{ type: "text", text: "no luck" }],
  }));
  made.registerTool("ask", { inputSchema: z.object({}) }, async (_args, { mcpReq }) => {
    const answer = await mcpReq.elicitInput({
      message: "Who?",
      requestedSchema: { type: "object", properties: { name: { type: "string" } } },
    });
    return { content: [{ type: "text", text: JSON.stringify(answer) }] };
  });
  made.registerTool("log", { inputSchema: z.object({}) }, async (_args, { mcpReq }) => {
    await mcpReq.log("warning", { half: "way" }, "worker");
    return { content: [] };
  });
  made.registerResource("note", "docs://note", {}, () => ({
    contents: [{ uri: "docs://note", text: "a note" }],
  }));
  made.registerPrompt("about", { argsSchema: z.object({ tags: z.string() }) }, ({ tags }) => ({
    messages: [{ role: "user", content: { type: "text", text: tags } }],
  }));
  return made;
}

it.each(["2025-11-25", "2026-07-28"] as const)(
  "gives answers as they stood on the wire, %s",
  async (protocol) => {
    await using client = await Client.connect(server, { protocol });
    const [tool] = (await client.listToolsRaw())["tools"] as { name: string }[];
    expect(tool).toMatchObject({ name: "add", inputSchema: { type: "object" } });
    expect(await client.callToolRaw("add", { a: 1, b: 2 })).toMatchObject({
      content: [{ type: "text", text: "3" }],
    });
    expect(await client.callToolRaw("fail")).toMatchObject({ isError: true });
    expect(await client.listResourcesRaw()).toMatchObject({ resources: [{ uri: "docs://note" }] });
    expect(await client.listResourceTemplatesRaw()).toMatchObject({ resourceTemplates: [] });
    expect(await client.readResourceRaw("docs://note")).toMatchObject({ contents: [{ text: "a note" }] });
    expect(await client.listPromptsRaw()).toMatchObject({ prompts: [{ name: "about" }] });
    expect(await client.getPromptRaw("about", { tags: ["x", 1] })).toMatchObject({
      messages: [{ content: { text: '["x",1]' } }],
    });
  },
);

it("returns the raw answers of several servers under the client's names", async () => {
  await using client = await Client.connect({ mcpServers: { one: server, two: server } } as never);
  expect(await client.callToolRaw("two_add", { a: 1, b: 2 })).toMatchObject({ content: [{ text: "3" }] });
  expect(await client.readResourceRaw("docs://one/note")).toMatchObject({ contents: [{ text: "a note" }] });
});

it("accepts other handlers while connected, and passes them to forks", async () => {
  const handlers = { elicitation: () => ({ name: "Ada" }) };
  await using client = await Client.connect(server, { protocol: "2025-11-25", handlers });
  expect((await client.callTool("ask")).content.text).toContain("Ada");
  client.setHandlers({ elicitation: () => ({ name: "Bob" }) });
  expect((await client.callTool("ask")).content.text).toContain("Bob");
  await using fork = client.fork();
  await fork.connect();
  expect((await fork.callTool("ask")).content.text).toContain("Bob");
  expect(handlers.elicitation()).toEqual({ name: "Ada" });
});

it("declares handlers that are set before it connects, to each of several servers", async () => {
  await using client = new Client({ mcpServers: { one: server, two: server } } as never, {
    protocol: "2025-11-25",
  });
  client.setHandlers({ elicitation: () => ({ name: "Eve" }) });
  await client.connect();
  expect((await client.callTool("two_ask")).content.text).toContain("Eve");
});

it("emits log messages as events, with or without a handler", async () => {
  await using client = await Client.connect(server, { protocol: "2025-11-25" });
  const logs: RuntimeEventOf<"log">[] = [];
  client.on("log", (event) => logs.push(event));
  await client.setLogLevel("info");
  await client.callTool("log");
  await expect.poll(() => logs.length).toBe(1);
  expect(logs).toEqual([
    { type: "log", server: client.name, level: "warning", logger: "worker", data: { half: "way" } },
  ]);
});

it("returns content that equals a plain array", async () => {
  await using client = await Client.connect(server);
  const { content } = await client.callTool("add", { a: 1, b: 2 });
  expect(content).toStrictEqual([{ type: "text", text: "3" }]);
  expect(content.text).toBe("3");
  expect(content.map(({ type }) => type)).toStrictEqual(["text"]);
});

it.each<[string, object, object, string | undefined]>([
  ["fit", { a: 1, b: 2 }, { checkArguments: true }, undefined],
  ["are of a wrong type", { a: "1", b: 2 }, { checkArguments: true }, "a: "],
  ["are incomplete", { a: 1 }, { checkArguments: true }, '"b"'],
])("checks arguments that %s before it sends them", async (_kind, args, options, fault) => {
  const sent: string[] = [];
  await using client = await Client.connect(server, {
    interceptors: [(next) => (request, context) => (sent.push(request.method), next(request, context))],
  });
  const call = client.callTool("add", args, options);
  if (fault === undefined) expect((await call).content.text).toBe("3");
  else
    await expect(call).rejects.toMatchObject({
      code: "INPUT_INVALID",
      message: expect.stringContaining(fault),
    });
  await client.callTool("add", { a: 1, b: 2 }, options);
  expect(sent).toEqual(["tools/list", ...(fault === undefined ? ["tools/call"] : []), "tools/call"]);
});

it("checks the arguments of several servers, as results where failures are results; unlisted tools are called", async () => {
  await using client = await Client.connect({ mcpServers: { one: server, two: server } } as never);
  const options = { checkArguments: true, raiseOnError: false };
  expect(await client.callTool("two_add", { a: "1" }, options)).toMatchObject({ isError: true });
  await expect(client.callTool("two_unlisted", {}, options)).rejects.toThrow("unlisted not found");
  await using plain = await Client.connect(server);
  expect(await plain.callTool("add", { a: "1" }, { raiseOnError: false })).toMatchObject({ isError: true });
});
