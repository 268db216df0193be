import { describe, expect, it, onTestFinished } from "vitest";
import { parseFaults, type Faults } from "../../../../src/codegen/cli/mock/faults.js";
import { thinned } from "../../../../src/codegen/cli/mock/drift.js";
import { faultySource } from "../../../../src/codegen/cli/mock/faulty-source.js";
import { mockSource } from "../../../../src/codegen/cli/mock/mock-source.js";
import { serveHttp } from "../../../../src/codegen/cli/mock/serve-http.js";
import type { ServerModel } from "../../../../src/codegen/index.js";
import { Client } from "../../../../src/runtime/index.js";
import { randomOf } from "../../learn/infer/random-types.js";

const object = {
  type: "object",
  properties: { a: { type: "string" }, b: { type: "number" } },
  required: ["a", "b"],
};
const model: ServerModel = {
  key: "s",
  era: "modern",
  protocolVersion: "2026-07-28",
  capabilities: { tools: {} },
  clientCapabilities: {},
  tools: [
    ...Array.from({ length: 12 }, (_, i) => ({
      name: `t${i}`,
      inputSchema: { type: "object" },
      outputSchema: object,
    })),
    {
      name: "learned",
      inputSchema: { type: "object" },
      learned: { schema: { type: "array", items: object }, form: "lines", answers: 3 },
    },
  ],
  resources: [],
  resourceTemplates: [],
  prompts: [],
  diagnostics: [],
};

async function connect(faults: Faults, latencyMs = 0): Promise<Client> {
  const source = faultySource(mockSource(model, {}), { faults, latencyMs, seed: 1, random: randomOf(1) });
  const listening = await serveHttp(new Map([["s", source]]), 0);
  const client = await Client.connect(`http://127.0.0.1:${listening.port}/s/mcp`, { retry: false });
  onTestFinished(async () => {
    await client.close();
    await listening.close();
  });
  return client;
}

const outcomeOf = (client: Client, tool: string, args: object = {}): Promise<string> =>
  client.callTool(tool, args as Record<string, unknown>).then(
    () => "ok",
    (error: unknown) => (error as { code: string }).code,
  );

/** The outcomes of 40 calls. */
async function outcomes(client: Client): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (let call = 0; call < 40; call++) {
    const outcome = await outcomeOf(client, "t0");
    counts[outcome] = (counts[outcome] ?? 0) + 1;
  }
  return counts;
}

describe("a mock with faults", () => {
  it("answers with protocol errors and tool errors", async () => {
    const counts = await outcomes(await connect({ errors: 0.5 }));
    expect(Object.keys(counts).sort()).toEqual(["MCP_ERROR", "TOOL_ERROR", "ok"]);
  });

  it("drops connections", async () => {
    const counts = await outcomes(await connect({ drops: 0.3 }));
    expect(counts["ok"]).toBeGreaterThan(10);
    expect(counts["ok"]).toBeLessThan(40);
  });

  it("answers late", async () => {
    const client = await connect({}, 60);
    const start = performance.now();
    await client.callTool("t0", {});
    expect(performance.now() - start).toBeGreaterThanOrEqual(55);
  });

  it("drifts: tools are gone or need more, and answers contain less, always the same ones", async () => {
    const client = await connect({ drift: 0.5 });
    const tools = await client.listTools();
    const wanting = tools.filter(({ inputSchema }) => JSON.stringify(inputSchema).includes("newly_required"));
    expect(tools.length).toBeLessThan(13);
    expect(wanting.length).toBeGreaterThan(0);
    const again = await (await connect({ drift: 0.5 })).listTools();
    expect(again).toEqual(tools);
    const gone = model.tools.filter(({ name }) => !tools.some((tool) => tool.name === name));
    expect(await outcomeOf(client, gone[0]?.name ?? "")).toBe("MCP_ERROR");
    expect(await outcomeOf(client, wanting[0]?.name ?? "")).toBe("TOOL_ERROR");
    const same = tools.find((tool) => !wanting.includes(tool));
    expect(await outcomeOf(client, same?.name ?? "")).toBe("ok");
    const [changed] = wanting;
    const { structuredContent } = (await client.request("tools/call", {
      name: changed?.name ?? "",
      arguments: { newly_required: "x" },
    })) as { structuredContent: object };
    expect(Object.keys(structuredContent)).toEqual(["b"]);
  });
});

it.each([
  ["structured content", { structuredContent: { a: 1, b: 2 }, content: [] }, { structuredContent: { b: 2 } }],
  [
    "text that is JSON",
    { content: [{ type: "text", text: '{"a":1,"b":2}' }] },
    { content: [{ text: '{"b":2}' }] },
  ],
  ["prose", { content: [{ type: "text", text: "a b" }] }, { content: [{ text: "a b" }] }],
  ["no member at all", { structuredContent: {}, content: [] }, { structuredContent: {} }],
])("takes a member out of %s", (_intent, given, want) => {
  expect(thinned(given)).toMatchObject(want);
});

it("answers tools with a learned output as they do: with text", async () => {
  const client = await connect({});
  const tool = (await client.listTools()).find(({ name }) => name === "learned");
  expect(tool?.outputSchema).toBeUndefined();
  const { content, structuredContent } = await client.callTool("learned", {});
  expect(structuredContent).toBeUndefined();
  expect(content.length).toBeGreaterThan(0);
  for (const block of content)
    expect(JSON.parse((block as { text: string }).text)).toMatchObject({ a: expect.any(String) as string });
});

it.each<[string | true, Faults]>([
  [true, { errors: 0.1, slow: 0.1, drops: 0.05, drift: 0.2 }],
  ["errors", { errors: 0.1 }],
  ["errors=0.5,drift=1", { errors: 0.5, drift: 1 }],
])("accepts --faults %s", (text, want) => {
  expect(parseFaults(text)).toEqual(want);
});

it.each([
  ["error", '"error" is not a fault. Did you mean "errors"?'],
  ["drift,errors=2", '"errors=2" has no share from 0 to 1.'],
  ["errors=x", '"errors=x" has no share from 0 to 1.'],
  ["errors=", '"errors=" has no share from 0 to 1.'],
  ["errors=0.1=0.2", '"errors=0.1=0.2" has no share from 0 to 1.'],
  ["errors,drift,errors=0.5", '"errors" is named twice.'],
  ["", '"" is not a fault.'],
])("--faults %j is refused", (text, want) => {
  expect(() => parseFaults(text)).toThrow(`--faults ${text}: ${want}`);
});
