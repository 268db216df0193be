import { McpServer } from "@modelcontextprotocol/server";
import * as z from "zod";
import { afterAll, describe, expect, it } from "vitest";
import type { ServerModel } from "../../../src/codegen/index.js";
import { Client } from "../../../src/runtime/index.js";
import { fake } from "../../../src/runtime/testing.js";
import { generatedClient } from "../../support/generated-client.js";
import { dualEraSource } from "../support/sources.js";

const TIME = "2026-11-30T08:00:00.000Z";
const at = new Date(TIME);
const calls: unknown[] = [];

/** A calendar, with date-times as zod and as people write them. */
function calendar(): McpServer {
  const server = new McpServer({ name: "calendar", version: "1.0.0" });
  const when = z.iso.datetime();
  const events = z.object({
    events: z.array(z.object({ at: when, title: z.string() })),
    next: when.nullable(),
  });
  const inputSchema = z.object({ from: when, at: z.record(z.string(), when).optional() });
  server.registerTool("list_events", { inputSchema, outputSchema: events }, (args) => {
    calls.push(args);
    const structuredContent = { events: [{ at: args.from, title: TIME }], next: null };
    return { content: [], structuredContent };
  });
  server.registerTool("plain", { inputSchema: z.object({ since: when }) }, ({ since }) => ({
    content: [{ type: "text", text: since }],
  }));
  server.registerTool(
    "odd",
    { outputSchema: z.object({ at: z.string().meta({ format: "date-time" }) }) },
    () => ({
      content: [],
      structuredContent: { at: "tomorrow" },
    }),
  );
  return server;
}

const target = dualEraSource(calendar);
const raw = await Client.connect(target);
const tools = await raw.listTools();
await raw.close();
const model = {
  ...{ key: "calendar", era: "modern", protocolVersion: "2026-07-28" },
  ...{ capabilities: { tools: {} }, clientCapabilities: {} },
  tools: tools.map(({ name, inputSchema, outputSchema }) => ({
    ...{ name, inputSchema },
    ...(outputSchema !== undefined && { outputSchema }),
  })),
  ...{ resources: [], resourceTemplates: [], prompts: [], diagnostics: [] },
} as unknown as ServerModel;
const { create } = await generatedClient(model, "dates", { dates: true });
const client = create({ target });
afterAll(() => client.$close());

describe("a client with dates, on a real server", () => {
  it("sends Dates as texts, and returns texts as Dates", async () => {
    const data = { events: [{ at, title: TIME }], next: null };
    expect(await client["listEvents"]!({ from: at, at: { a: at } })).toEqual(data);
    expect(calls).toEqual([{ from: TIME, at: { a: TIME } }]);
    const result = await client.$call("list_events" as never, { from: at } as never);
    expect(result).toMatchObject({ data, structuredContent: { events: [{ at: TIME }] } });
  });

  it("takes a Date for the only argument", async () => {
    expect(await client["plain"]!(at)).toMatchObject({ text: TIME });
  });

  it.each<[string, unknown]>([
    ["a text that is none", { since: "tomorrow" }],
    ["an invalid Date", { since: new Date(Number.NaN) }],
  ])("does not send %s", async (_intent, given) => {
    await expect(client["plain"]!(given)).rejects.toMatchObject({ code: "INPUT_INVALID" });
  });

  it("does not return as a Date what is none", async () => {
    await expect(client["odd"]!({})).rejects.toThrow("date-time");
    expect(await client["odd"]!({}, { validate: "off" })).toEqual({ at: "tomorrow" });
  });

  it("gives models and shells texts", async () => {
    const [tool] = await client.$tools.list();
    expect((await tool?.call({ from: TIME }))?.data).toEqual({
      events: [{ at: TIME, title: TIME }],
      next: null,
    });
  });

  it("gives handlers of a fake Dates, and takes them", async () => {
    const server = fake(
      create({}) as never,
      {
        tools: {
          list_events: ({ from }: { from: Date }) => ({
            events: [{ at: from, title: "" }],
            next: new Date(from),
          }),
        },
      } as never,
    );
    const faked = create({ target: server });
    expect(await faked["listEvents"]!({ from: at })).toEqual({ events: [{ at, title: "" }], next: at });
    expect(server.calls("list_events")).toEqual([{ from: at }]);
    await faked.$close();
  });
});
