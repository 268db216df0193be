import type { ServerResponse } from "node:http";
import { onTestFinished } from "vitest";
import { Client, type ClientOptions, type ClientTarget } from "../../../src/runtime/index.js";
import { handshake, httpServer, json, type Received, type TestServer } from "../support/http-server.js";

export const eras = ["legacy", "modern"] as const;
export type Era = (typeof eras)[number];

export const result = { content: [{ type: "text", text: "fine" }] };

/** Answers the handshake of an era; true: it was one. */
export function shakeHands(
  era: Era,
  received: Received,
  response: ServerResponse,
  headers: Record<string, string> = {},
): boolean {
  if (era === "legacy" || received.message?.method !== "server/discover")
    return handshake(received, response, headers);
  const _meta = { "io.modelcontextprotocol/serverInfo": { name: "t", version: "1" } };
  const discovered = { supportedVersions: ["2026-07-28"], capabilities: { tools: {} }, _meta };
  const cached = { ttlMs: 0, cacheScope: "private", resultType: "complete" };
  json(response, 200, { jsonrpc: "2.0", id: received.message.id, result: { ...discovered, ...cached } });
  return true;
}

/** A server over HTTP that shakes hands; `answer` gets everything else, or what it takes first by returning true from `first`. */
export async function wireServer(
  era: Era,
  answer: (received: Received, response: ServerResponse, id: unknown) => void,
  first: (received: Received, response: ServerResponse) => boolean = () => false,
): Promise<TestServer> {
  const server = await httpServer((received, response) => {
    if (first(received, response) || shakeHands(era, received, response)) return;
    answer(received, response, received.message?.id);
  });
  onTestFinished(() => server.close());
  return server;
}

export async function connect(url: ClientTarget, options: ClientOptions = {}): Promise<Client> {
  const client = await Client.connect(url, { timeoutMs: 20_000, ...options });
  onTestFinished(() => client.close());
  return client;
}

/** What a call came to: its text, or its error. */
export async function outcome(client: Client): Promise<unknown> {
  return client.callTool("t").then(
    ({ content }) => content.text,
    (error: unknown) => error,
  );
}
