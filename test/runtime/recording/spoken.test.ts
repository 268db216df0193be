import { acceptedContent, inputRequired, McpServer } from "@modelcontextprotocol/server";
import { describe, expect, it } from "vitest";
import { Client, type ClientTarget, type HandlerOptions } from "../../../src/runtime/index.js";
import { record, replay } from "../../../src/runtime/testing.js";
import { dualEraSource } from "../support/sources.js";
import { filesIn, newFolder } from "./server.js";

const requestedSchema = { type: "object" as const, properties: { name: { type: "string" as const } } };

/** A tool that asks who calls, logs, and greets, in the way of either era. */
function greeter(modern: boolean): McpServer {
  const server = new McpServer({ name: "greeter", version: "1" }, { capabilities: { logging: {} } });
  const hello = (name: unknown) => ({ content: [{ type: "text" as const, text: `Hello ${String(name)}` }] });
  server.registerTool("greet", {}, async ({ mcpReq }) => {
    if (!modern) {
      await mcpReq.log("warning", { step: 1 }, "greeter");
      return hello((await mcpReq.elicitInput({ message: "Who?", requestedSchema })).content?.["name"]);
    }
    const given = acceptedContent<{ name: string }>(mcpReq.inputResponses, "who");
    if (given !== undefined) return hello(given.name);
    await mcpReq.log("warning", { step: 1 }, "greeter");
    return inputRequired({
      inputRequests: { who: inputRequired.elicit({ message: "Who?", requestedSchema }) },
    });
  });
  return server;
}

/** Calls the tool of `target` once; everything that the client came to know. */
async function run(target: ClientTarget, protocol: "auto" | "2025-11-25", more: object = {}) {
  const seen: unknown[] = [];
  const handlers: HandlerOptions = {
    onLog: ({ level, logger, data }) => void seen.push({ level, logger, data }),
    elicitation: ({ message }: { message: string }) => {
      seen.push(message);
      return { name: "Ann" };
    },
  } as HandlerOptions;
  const client = await Client.connect(target, { name: "greeter", protocol, handlers, ...more });
  await client.setLogLevel("debug");
  const { content } = await client.callTool("greet");
  await client.close();
  return [...seen, content.text];
}

describe.each([
  ["legacy", "2025-11-25"],
  ["modern", "auto"],
] as const)("what a %s server logs and asks", (era, protocol) => {
  it("records a question of the server and replays it", async () => {
    const to = await newFolder();
    const server = dualEraSource(() => greeter(era === "modern"));
    const live = await run(server, protocol, { interceptors: [record({ to })] });
    expect(live).toEqual([{ level: "warning", logger: "greeter", data: { step: 1 } }, "Who?", "Hello Ann"]);

    const { "greeter/tools/greet.jsonl": line = "" } = await filesIn(to);
    expect(JSON.parse(line)).toMatchObject({
      logs: [{ level: "warning", logger: "greeter", data: { step: 1 } }],
      asked: [{ method: "elicitation/create", params: { message: "Who?" }, result: { action: "accept" } }],
    });
    expect(await run(replay(to), protocol)).toEqual(live);
  });
});

it("does not ask a client that answers no questions", async () => {
  const calls = [
    {
      method: "tools/call",
      params: { name: "greet", arguments: {} },
      asked: [{ method: "elicitation/create", params: { message: "Who?" }, result: {} }],
      result: { content: [{ type: "text", text: "Hello" }] },
    },
  ];
  for (const protocol of ["auto", "2025-11-25"] as const) {
    await using client = await Client.connect(replay(calls), { protocol });
    expect((await client.callTool("greet", {})).content.text).toBe("Hello");
  }
});
