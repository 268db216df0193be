import type { ServerResponse } from "node:http";
import { afterEach } from "vitest";
import { Client, type RuntimeEvent } from "../../../src/runtime/index.js";
import type { LayerSettings } from "../../../src/runtime/balance.js";
import { httpServer, json, type Received, type TestServer } from "../support/http-server.js";

/** What a server does with tool calls; all else it answers as a server should. */
export interface Behaviour {
  readonly tools?: readonly object[];
  /** How long it takes to shake hands. */
  readonly initializeMs?: number;
  call?: (received: Received, response: ServerResponse) => void;
}

const plainTools = [
  { name: "add", inputSchema: { type: "object" } },
  { name: "look", inputSchema: { type: "object" }, annotations: { readOnlyHint: true } },
];

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((it) => it.close()));
});

/** A Streamable HTTP server of 2025-11-25 without sessions. */
export async function server(
  name: string,
  behaviour: Behaviour = {},
): Promise<TestServer & { calls: () => number }> {
  const started = await httpServer((received, response) => {
    const { id, method } = received.message ?? {};
    if (received.method !== "POST") return json(response, 405);
    if (id === undefined) return json(response, 202);
    const result = (value: object): void => json(response, 200, { jsonrpc: "2.0", id, result: value });
    if (method === "initialize") {
      const serverInfo = { name, version: "1" };
      const capabilities = { tools: {}, resources: {} };
      const shake = (): void => result({ protocolVersion: "2025-11-25", capabilities, serverInfo });
      return void setTimeout(shake, behaviour.initializeMs ?? 0);
    }
    if (method === "tools/list") return result({ tools: behaviour.tools ?? plainTools });
    if (method === "resources/read")
      return result({ contents: [{ uri: "a:1", text: `${name} ${started.seen.length}` }] });
    if (method !== "tools/call")
      return json(response, 200, { jsonrpc: "2.0", id, error: { code: -32601, message: "no" } });
    if (behaviour.call !== undefined) return behaviour.call(received, response);
    result({ content: [{ type: "text", text: name }] });
  });
  open.push(started);
  return {
    ...started,
    calls: () => started.seen.filter(({ message }) => message?.method === "tools/call").length,
  };
}

export async function connect(
  target: unknown,
  options: LayerSettings & { replicas?: string[]; trusted?: boolean } = {},
) {
  const client = await Client.connect(target as string, { name: "weather", protocol: "legacy", ...options });
  open.push(client);
  const events: RuntimeEvent[] = [];
  client.onAny((event) => events.push(event));
  const calls = async (count: number): Promise<string[]> => {
    const names: string[] = [];
    for (let i = 0; i < count; i++) names.push((await client.callTool("add")).content.text);
    return names;
  };
  return { client, events, calls };
}
