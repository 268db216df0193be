import { completable, McpServer, ResourceTemplate } from "@modelcontextprotocol/server";
import * as z from "zod";

/** The server that the weather client was made from. `calls` collects the arguments of every tool call. */
export function weatherServer(calls: unknown[] = []): McpServer {
  const server = new McpServer({ name: "weather", version: "2.1.0" });
  server.registerTool(
    "get_forecast",
    {
      inputSchema: z.object({ city: z.string(), days: z.number().optional() }),
      outputSchema: z.object({ city: z.string(), days: z.number() }),
    },
    (args) => {
      calls.push(args);
      const result = { city: args.city, days: args.days ?? 3 };
      return { content: [{ type: "text", text: JSON.stringify(result) }], structuredContent: result };
    },
  );
  server.registerTool(
    "set-alert",
    { inputSchema: z.object({ region: z.string(), level: z.number() }) },
    (args) => {
      calls.push(args);
      if (args.region === "nowhere")
        return { isError: true, content: [{ type: "text", text: "no such region" }] };
      return { content: [{ type: "text", text: '{"ok":true}' }] };
    },
  );
  server.registerTool("list_cities", { outputSchema: z.array(z.string()) }, () => ({
    content: [],
    structuredContent: ["Oslo", "Bergen"],
  }));
  server.registerTool("broken output", { outputSchema: z.object({ n: z.any() }) }, () => ({
    content: [{ type: "text", text: "as it is" }],
    structuredContent: { n: "no number" },
  }));
  server.registerTool("echo", { inputSchema: z.looseObject({}) }, (args) => {
    calls.push(args);
    return { content: [{ type: "text", text: JSON.stringify(args) }] };
  });
  server.registerResource("stations", "weather://stations", {}, (uri) => ({
    contents: [{ uri: uri.href, text: '["Blindern"]' }],
  }));
  server.registerResource(
    "alerts",
    new ResourceTemplate("weather://alerts/{region}{?since}", {
      list: undefined,
      complete: { region: (value) => ["north", "south"].filter((it) => it.startsWith(value)) },
    }),
    {},
    (uri) => ({ contents: [{ uri: uri.href, text: uri.href }] }),
  );
  server.registerPrompt(
    "packing-list",
    {
      argsSchema: z.object({
        city: completable(z.string(), (value) => ["Oslo", "Bergen"].filter((it) => it.startsWith(value))),
        days: z.string().optional(),
      }),
    },
    (args) => ({ messages: [{ role: "user", content: { type: "text", text: JSON.stringify(args) } }] }),
  );
  return server;
}
