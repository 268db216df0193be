import {
  acceptedContent,
  inputRequired,
  inputResponse,
  McpServer,
  ResourceTemplate,
  completable,
} from "@modelcontextprotocol/server";
import { z } from "zod";

/** What the servers that were made saw. */
export interface Seen {
  readonly meta: unknown[];
  cancelled: number;
  readonly changed: (() => void)[];
  readonly updated: ((uri: string) => void)[];
}

/** Makes servers that have one of everything. */
export function backFactory(): { readonly factory: () => McpServer; readonly seen: Seen } {
  const seen: Seen = { meta: [], cancelled: 0, changed: [], updated: [] };
  return { factory: () => makeBack(seen), seen };
}

function makeBack(seen: Seen): McpServer {
  const server = new McpServer(
    { name: "back", version: "1.2.3" },
    {
      instructions: "Ask politely.",
      capabilities: {
        logging: {},
        tools: { listChanged: true },
        resources: { subscribe: true, listChanged: true },
      },
    },
  );
  seen.changed.push(() => void server.sendToolListChanged());
  seen.updated.push((uri) => void server.server.sendResourceUpdated({ uri }).catch(() => {}));
  server.server.setRequestHandler("resources/subscribe", () => ({}));
  server.server.setRequestHandler("resources/unsubscribe", () => ({}));
  server.registerTool(
    "add",
    {
      description: "Adds.",
      inputSchema: z.object({ a: z.number(), b: z.number() }),
      outputSchema: z.object({ sum: z.number() }),
    },
    ({ a, b }, { mcpReq }) => {
      seen.meta.push(mcpReq._meta);
      return {
        content: [{ type: "text", text: String(a + b) }],
        structuredContent: { sum: a + b },
        _meta: { "test/said": 1 },
      };
    },
  );
  server.registerTool("fail", { inputSchema: z.object({}) }, () => ({
    isError: true,
    content: [{ type: "text", text: "no luck" }],
  }));
  server.registerTool("work", { inputSchema: z.object({}) }, async (_args, { mcpReq }) => {
    const progressToken = mcpReq._meta?.progressToken;
    for (const progress of [1, 2])
      if (progressToken !== undefined)
        await mcpReq.notify({
          method: "notifications/progress",
          params: { progressToken, progress, total: 2 },
        });
    await mcpReq.log("warning", "half way", "worker");
    return { content: [{ type: "text", text: "worked" }] };
  });
  server.registerTool(
    "hang",
    { inputSchema: z.object({}) },
    (_args, { mcpReq: { signal } }) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener("abort", () => {
          seen.cancelled++;
          reject(signal.reason as Error);
        });
      }),
  );
  server.registerTool("greet", { inputSchema: z.object({}) }, (_args, { mcpReq }) => {
    const name = acceptedContent<{ name: string }>(mcpReq.inputResponses, "who");
    if (name !== undefined) return { content: [{ type: "text", text: `Hello ${name.name}` }] };
    const requestedSchema = {
      type: "object" as const,
      properties: { name: { type: "string" as const } },
      required: ["name"],
    };
    return inputRequired({
      inputRequests: { who: inputRequired.elicit({ message: "Who?", requestedSchema }) },
    });
  });
  server.registerTool("think", { inputSchema: z.object({}) }, (_args, { mcpReq }) => {
    const answer = inputResponse(mcpReq.inputResponses, "thought");
    if (answer.kind === "sampling")
      return {
        content: [{ type: "text", text: `Thought ${(answer.result.content as { text: string }).text}` }],
      };
    const messages = [{ role: "user" as const, content: { type: "text" as const, text: "Think." } }];
    return inputRequired({
      inputRequests: { thought: inputRequired.createMessage({ messages, maxTokens: 9 }) },
    });
  });
  server.registerTool("where", { inputSchema: z.object({}) }, (_args, { mcpReq }) => {
    const answer = inputResponse(mcpReq.inputResponses, "roots");
    if (answer.kind === "roots")
      return { content: [{ type: "text", text: answer.roots.map(({ uri }) => uri).join() }] };
    return inputRequired({ inputRequests: { roots: inputRequired.listRoots() } });
  });
  server.registerResource("note", "docs://note", {}, () => ({
    contents: [{ uri: "docs://note", text: "a note" }],
  }));
  server.registerResource(
    "page",
    new ResourceTemplate("docs://page/{n}", { list: undefined }),
    {},
    (uri) => ({
      contents: [{ uri: uri.href, text: "a page" }],
    }),
  );
  server.registerPrompt(
    "ask",
    {
      argsSchema: z.object({
        topic: completable(z.string(), (value) => ["tea", "tin"].filter((each) => each.startsWith(value))),
      }),
    },
    ({ topic }) => ({ messages: [{ role: "user", content: { type: "text", text: `About ${topic}` } }] }),
  );
  return server;
}
