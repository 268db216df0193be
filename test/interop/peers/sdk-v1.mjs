// The common peer on the low-level server of SDK v1: `sdk-v1.mjs VERSION stdio|http|sse`. HTTP prints its port.
import { randomUUID } from "node:crypto";
import { createServer } from "node:http";

const VERSIONS = {
  "1.0": () =>
    Promise.all([
      import("mcp-sdk-1.0/server/index.js"),
      import("mcp-sdk-1.0/types.js"),
      import("mcp-sdk-1.0/server/stdio.js"),
      import("mcp-sdk-1.0/server/sse.js"),
    ]),
  1.12: () =>
    Promise.all([
      import("mcp-sdk-1.12/server/index.js"),
      import("mcp-sdk-1.12/types.js"),
      import("mcp-sdk-1.12/server/stdio.js"),
      import("mcp-sdk-1.12/server/sse.js"),
      import("mcp-sdk-1.12/server/streamableHttp.js"),
    ]),
  1.17: () =>
    Promise.all([
      import("mcp-sdk-1.17/server/index.js"),
      import("mcp-sdk-1.17/types.js"),
      import("mcp-sdk-1.17/server/stdio.js"),
      import("mcp-sdk-1.17/server/sse.js"),
      import("mcp-sdk-1.17/server/streamableHttp.js"),
    ]),
  1.32: () =>
    Promise.all([
      import("@modelcontextprotocol/sdk/server/index.js"),
      import("@modelcontextprotocol/sdk/types.js"),
      import("@modelcontextprotocol/sdk/server/stdio.js"),
      import("@modelcontextprotocol/sdk/server/sse.js"),
      import("@modelcontextprotocol/sdk/server/streamableHttp.js"),
    ]),
};

const [version, transport, port = 0] = process.argv.slice(2);
const [{ Server }, types, stdio, sse, streamable] = await VERSIONS[version]();
const text = (value) => ({ content: [{ type: "text", text: value }] });
const number = { type: "number" };
const tools = [
  {
    name: "add",
    inputSchema: { type: "object", properties: { a: number, b: number }, required: ["a", "b"] },
    outputSchema: { type: "object", properties: { sum: number }, required: ["sum"] },
  },
  ...["fail", "progress", "pid"].map((name) => ({ name, inputSchema: { type: "object" } })),
];

async function call({ name, arguments: args, _meta }, notify) {
  switch (name) {
    case "add":
      return { ...text(String(args.a + args.b)), structuredContent: { sum: args.a + args.b } };
    case "progress":
      for (const progress of [1, 2, 3])
        await notify({
          method: "notifications/progress",
          params: { progressToken: _meta?.progressToken, progress, total: 3 },
        });
      return text("done");
    case "pid":
      return text(String(process.pid));
    default:
      return { ...text("broken on purpose"), isError: true };
  }
}

function serve() {
  const server = new Server(
    { name: "peer", version: "1.0.0" },
    { capabilities: { tools: {}, resources: {}, prompts: {} } },
  );
  const on = (schema, handle) =>
    server.setRequestHandler(schema, async ({ params }, extra) => handle(params, extra));
  on(types.ListToolsRequestSchema, () => ({ tools }));
  on(types.CallToolRequestSchema, (params, extra) =>
    // Before 1.8 a notification belonged to no request.
    call(params, extra?.sendNotification ?? ((message) => server.notification(message))),
  );
  on(types.ListResourcesRequestSchema, () => ({ resources: [{ name: "static", uri: "test://static" }] }));
  on(types.ListResourceTemplatesRequestSchema, () => ({
    resourceTemplates: [{ name: "item", uriTemplate: "test://item/{id}" }],
  }));
  on(types.ReadResourceRequestSchema, ({ uri }) => ({
    contents: [{ uri, text: uri === "test://static" ? "static" : `item ${uri.split("/").at(-1)}` }],
  }));
  on(types.ListPromptsRequestSchema, () => ({
    prompts: [{ name: "greet", arguments: [{ name: "name", required: true }] }],
  }));
  on(types.GetPromptRequestSchema, (params) => ({
    messages: [{ role: "user", content: { type: "text", text: `Hello ${params.arguments.name}` } }],
  }));
  return server;
}

/** Old HTTP+SSE: a stream for each client, and a POST for each message. */
const streams = new Map();
async function overSse(request, response) {
  const url = new URL(request.url, "http://localhost");
  if (request.method === "POST")
    return streams.get(url.searchParams.get("sessionId")).handlePostMessage(request, response);
  const end = new sse.SSEServerTransport("/messages", response);
  const server = serve();
  await server.connect(end);
  streams.set(end.sessionId ?? end._sessionId, end);
}

const sessions = new Map();
async function overHttp(request, response) {
  const known = sessions.get(request.headers["mcp-session-id"]);
  if (known !== undefined) return known.handleRequest(request, response);
  const end = new streamable.StreamableHTTPServerTransport({
    sessionIdGenerator: () => randomUUID(),
    onsessioninitialized: (id) => void sessions.set(id, end),
  });
  await serve().connect(end);
  await end.handleRequest(request, response);
}

if (transport === "stdio") await serve().connect(new stdio.StdioServerTransport());
else {
  const http = createServer(transport === "sse" ? overSse : overHttp);
  http.listen(Number(port), "127.0.0.1", () => console.log(http.address().port));
}
