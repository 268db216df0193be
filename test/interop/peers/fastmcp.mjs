// The common peer on npm fastmcp: `fastmcp.mjs stdio`, or `fastmcp.mjs http PORT`, which serves `/mcp` and `/sse`.
import { FastMCP } from "fastmcp";
import { z } from "zod";

const [transport, port] = process.argv.slice(2);
const server = new FastMCP({
  name: "peer",
  version: "1.0.0",
  logger: { debug() {}, error() {}, info() {}, log() {}, warn() {} },
});
server.addTool({
  name: "add",
  parameters: z.object({ a: z.number(), b: z.number() }),
  outputSchema: z.object({ sum: z.number() }),
  execute: async ({ a, b }) => ({
    content: [{ type: "text", text: String(a + b) }],
    structuredContent: { sum: a + b },
  }),
});
server.addTool({
  name: "fail",
  execute: async () => {
    throw new Error("broken on purpose");
  },
});
server.addTool({
  name: "progress",
  execute: async (_args, { reportProgress }) => {
    for (const progress of [1, 2, 3]) await reportProgress({ progress, total: 3 });
    return "done";
  },
});
server.addTool({ name: "pid", execute: async () => String(process.pid) });
server.addResource({ name: "static", uri: "test://static", load: async () => ({ text: "static" }) });
server.addResourceTemplate({
  name: "item",
  uriTemplate: "test://item/{id}",
  arguments: [{ name: "id", required: true }],
  load: async ({ id }) => ({ text: `item ${id}` }),
});
server.addPrompt({
  name: "greet",
  arguments: [{ name: "name", required: true }],
  load: async ({ name }) => `Hello ${name}`,
});
await server.start(
  transport === "stdio"
    ? { transportType: "stdio" }
    : { transportType: "httpStream", httpStream: { host: "127.0.0.1", port: Number(port) } },
);
