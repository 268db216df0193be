import { McpServer } from "@modelcontextprotocol/server";
import { fileURLToPath } from "node:url";
import type { TransportSource } from "../../../../src/runtime/transport.js";
import { dualEraSource } from "../../support/sources.js";

const fixture = (name: string): string =>
  fileURLToPath(new URL(`../../../fixtures/servers/${name}`, import.meta.url));
const npm = (name: string): string =>
  fileURLToPath(import.meta.resolve(`@modelcontextprotocol/${name}/dist/index.js`));

/** An entry of a config: a fixture server over stdio, in a process that ends with its connection. */
export function stdio(name: string, ...args: string[]) {
  return { command: process.execPath, args: [fixture(name), ...args], keep_alive: false };
}

/** An entry of a config: a server from npm. */
export function npmServer(
  name: "server-everything" | "server-memory" | "server-filesystem",
  ...args: string[]
) {
  return { command: process.execPath, args: [npm(name), ...args], keep_alive: false };
}

/** A server in memory with one tool for each name, which answers with the server's name and its own. */
export function inMemory(label: string, ...tools: string[]): TransportSource {
  return dualEraSource(() => {
    const server = new McpServer({ name: label, version: "1" });
    for (const tool of tools)
      server.registerTool(tool, {}, async () => ({ content: [{ type: "text", text: `${label}:${tool}` }] }));
    return server;
  });
}

export function names(items: readonly { readonly name: string }[]): string[] {
  return items.map(({ name }) => name);
}
