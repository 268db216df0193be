// The common peer on SDK v2, which speaks both eras: `sdk-v2.mjs stdio|http`. HTTP prints its port.
import { createServer } from "node:http";
import { toNodeHandler } from "@modelcontextprotocol/node";
import { createMcpHandler, McpServer, ResourceTemplate } from "@modelcontextprotocol/server";
import { serveStdio } from "@modelcontextprotocol/server/stdio";
import { z } from "zod";

const text = (value) => ({ content: [{ type: "text", text: value }] });

function serve() {
  const server = new McpServer({ name: "peer", version: "1.0.0" });
  server.registerTool(
    "add",
    { inputSchema: z.object({ a: z.number(), b: z.number() }), outputSchema: z.object({ sum: z.number() }) },
    ({ a, b }) => ({ ...text(String(a + b)), structuredContent: { sum: a + b } }),
  );
  server.registerTool("fail", {}, () => {
    throw new Error("broken on purpose");
  });
  server.registerTool("progress", {}, async (ctx) => {
    for (const progress of [1, 2, 3])
      await ctx.mcpReq.notify({
        method: "notifications/progress",
        params: { progressToken: ctx.mcpReq._meta?.progressToken, progress, total: 3 },
      });
    return text("done");
  });
  server.registerTool("pid", {}, () => text(String(process.pid)));
  server.registerResource("static", "test://static", {}, (uri) => ({
    contents: [{ uri: uri.href, text: "static" }],
  }));
  server.registerResource(
    "item",
    new ResourceTemplate("test://item/{id}", { list: undefined }),
    {},
    (uri, { id }) => ({ contents: [{ uri: uri.href, text: `item ${id}` }] }),
  );
  server.registerPrompt("greet", { argsSchema: z.object({ name: z.string() }) }, ({ name }) => ({
    messages: [{ role: "user", content: { type: "text", text: `Hello ${name}` } }],
  }));
  return server;
}

if (process.argv[2] === "stdio") serveStdio(serve);
else {
  const http = createServer(toNodeHandler(createMcpHandler(serve)));
  http.listen(Number(process.argv[3] ?? 0), "127.0.0.1", () => console.log(http.address().port));
}
