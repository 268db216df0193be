import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Client, type ClientTarget, ToolError } from "../../../src/runtime/index.js";
import { everythingHttp, everythingStdio } from "../support/everything.js";

const servers: { close(): Promise<void> }[] = [];
const urls: Record<string, string> = {};

beforeAll(async () => {
  for (const mode of ["streamableHttp", "sse"] as const) {
    const server = await everythingHttp(mode);
    servers.push(server);
    urls[mode] = server.url;
  }
});
afterAll(() => Promise.all(servers.map((server) => server.close())));

describe.each([
  ["stdio", (): ClientTarget => everythingStdio],
  ["Streamable HTTP", (): ClientTarget => urls["streamableHttp"]!],
  ["SSE", (): ClientTarget => urls["sse"]!],
])("the reference server over %s", (_name, target) => {
  let client: Client;
  const logs: unknown[] = [];
  beforeAll(async () => {
    client = await Client.connect(target(), { handlers: { onLog: (message) => void logs.push(message) } });
  });
  afterAll(() => client.close());

  it("returns what the server says about itself", async () => {
    expect(client.serverInfo?.name).toContain("everything");
    expect(client.era).toBe("legacy");
    expect(client.protocolVersion).toBe("2025-11-25");
    expect(client.instructions).toContain("Everything");
    const [tools, resources, templates, prompts] = await Promise.all([
      client.listTools(),
      client.listResources(),
      client.listResourceTemplates(),
      client.listPrompts(),
    ]);
    expect(tools.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["echo", "get-sum", "get-structured-content"]),
    );
    expect(resources.length).toBeGreaterThan(0);
    expect(templates.map(({ uriTemplate }) => uriTemplate)).toContain(
      "demo://resource/dynamic/text/{resourceId}",
    );
    expect(prompts.map(({ name }) => name)).toContain("args-prompt");
  });

  it("calls tools: text, structure, images, failures", async () => {
    expect((await client.callTool("echo", { message: "hi" })).content.text).toBe("Echo: hi");
    expect((await client.callTool("get-structured-content", { location: "Chicago" })).data).toMatchObject({
      temperature: expect.any(Number),
      conditions: expect.any(String),
    });
    expect((await client.callTool("get-tiny-image")).content.images).toHaveLength(1);
    const failed = await client.callTool("echo", {}, { raiseOnError: false });
    expect(failed.isError).toBe(true);
    await expect(client.callTool("echo", {})).rejects.toBeInstanceOf(ToolError);
  });

  it("reports the progress of a long call", async () => {
    const seen: number[] = [];
    await client.callTool(
      "trigger-long-running-operation",
      { duration: 1, steps: 4 },
      { onProgress: ({ progress }) => void seen.push(progress) },
    );
    expect(seen).toEqual([1, 2, 3, 4]);
  });

  it("reads resources, fills prompts, completes arguments", async () => {
    expect((await client.readResource("demo://resource/dynamic/text/1")).text).toContain("Resource 1");
    expect((await client.readResource("demo://resource/dynamic/blob/1")).bytes().byteLength).toBeGreaterThan(
      0,
    );
    expect((await client.getPrompt("args-prompt", { city: "Oslo" })).text).toContain("Oslo");
    const completion = await client.complete(
      { type: "ref/prompt", name: "completable-prompt" },
      { name: "department", value: "E" },
    );
    expect(completion.values).toContain("Engineering");
  });

  it("pings, sets the log level, receives changes", async () => {
    expect(await client.ping()).toBe(true);
    await client.setLogLevel("debug");
    const updated = new Promise<string>(
      (resolve) => void client.subscribeResource("demo://resource/dynamic/text/7", resolve),
    );
    await client.callTool("toggle-subscriber-updates");
    await client.callTool("toggle-simulated-logging");
    expect(await updated).toBe("demo://resource/dynamic/text/7");
    await expect.poll(() => logs.length, { timeout: 10_000 }).toBeGreaterThan(0);
    expect(logs[0]).toMatchObject({ level: expect.any(String), server: client.name });
    await client.callTool("toggle-simulated-logging");
    await client.callTool("toggle-subscriber-updates");
  }, 30_000);

  it("makes ten calls at once", async () => {
    const sums = await Promise.all(
      Array.from({ length: 10 }, (_, i) => client.callTool("get-sum", { a: i, b: 1 })),
    );
    expect(sums.map(({ content }) => content.text)).toEqual(
      Array.from({ length: 10 }, (_, i) => `The sum of ${i} and 1 is ${i + 1}.`),
    );
  });
});
