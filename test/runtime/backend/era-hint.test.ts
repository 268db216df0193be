import { McpServer } from "@modelcontextprotocol/server";
import { z } from "zod";
import { describe, expect, it, onTestFinished } from "vitest";
import { Client, type HandlerOptions } from "../../../src/runtime/index.js";

const HINT = 'connect with `protocol: "2025-11-25"`';
const text = (value: unknown) => ({ content: [{ type: "text" as const, text: JSON.stringify(value) }] });
const requestedSchema = { type: "object" as const, properties: { name: { type: "string" as const } } };

/** Tools that ask the client by requests, as they did before 2026-07-28. */
function serve(): McpServer {
  const server = new McpServer({ name: "dual", version: "1.0.0" });
  server.registerTool("elicit", {}, async (ctx) =>
    text(await ctx.mcpReq.elicitInput({ message: "Name?", requestedSchema })),
  );
  server.registerTool("sample", {}, async (ctx) =>
    text(await ctx.mcpReq.requestSampling({ messages: [], maxTokens: 3 })),
  );
  server.registerTool("roots", {}, async () => text(await server.server.listRoots()));
  server.registerTool("fail", { inputSchema: z.object({ say: z.string() }) }, ({ say }) => {
    throw new Error(say);
  });
  return server;
}

const handlers: HandlerOptions = {
  elicitation: () => ({ name: "Ann" }),
  sampling: () => "Hi",
  roots: ["/srv"],
};

async function connect(protocol: "auto" | "2025-11-25"): Promise<Client> {
  const target = protocol === "auto" ? serve : serve();
  const client = await Client.connect(target as never, { handlers, protocol });
  onTestFinished(() => client.close());
  return client;
}

describe("a tool that asks the client by a request, on a server of both eras", () => {
  it.each(["elicit", "sample", "roots"])(
    "%s fails on 2026-07-28, and the error says what helps",
    async (tool) => {
      const client = await connect("auto");
      expect(client.era).toBe("modern");
      const error = await client.callTool(tool).catch((reason: unknown) => reason);
      expect(error).toMatchObject({ message: expect.stringContaining(HINT) as string });
      expect(String((error as Error).message)).toContain("2026-07-28");
    },
  );

  it.each(["elicit", "sample", "roots"])("%s works with what the error says", async (tool) => {
    const client = await connect("2025-11-25");
    expect(client.era).toBe("legacy");
    expect((await client.callTool(tool)).isError).toBe(false);
  });

  it.each([
    ["another failure", "auto", "the disk is unavailable"],
    ["a failure about roots of a tree", "auto", "the roots of x^2 + 1 are complex"],
    ["the same words in the older era", "2025-11-25", "elicitation is not supported"],
  ] as const)("no hint for %s", async (_what, protocol, say) => {
    const client = await connect(protocol);
    const error = await client.callTool("fail", { say }).catch((reason: unknown) => reason);
    expect((error as Error).message).toContain(say);
    expect((error as Error).message).not.toContain(HINT);
  });
});
