import { fileURLToPath } from "node:url";
import {
  InMemoryTransport,
  StreamableHTTPClientTransport,
  type Transport,
} from "@modelcontextprotocol/client";
import { createMcpHandler, type McpServer } from "@modelcontextprotocol/server";
import { serveStdio } from "@modelcontextprotocol/server/stdio";
import type { TransportSource } from "../../../src/runtime/transport/transport-source.js";
import { StdioSource } from "../../../src/runtime/transport/stdio/stdio-source.js";

/** A source that makes its transports with `open`: for peers in this process. */
export function customSource(
  open: () => Promise<Transport> | Transport,
  extra: Partial<TransportSource> = {},
): TransportSource {
  return { kind: "custom", label: "test", supportsAuth: false, open: async () => open(), ...extra };
}

/** The client's end of a pair whose other end `serve` gets, in the era that `serve` speaks. */
export function pairedSource(
  serve: (serverEnd: Transport) => Promise<unknown> | unknown,
  extra: Partial<TransportSource> = {},
): TransportSource {
  return customSource(
    async () => {
      const [client, server] = InMemoryTransport.createLinkedPair();
      await serve(server);
      return client;
    },
    { kind: "memory", ...extra },
  );
}

/** An SDK v2 server in memory that speaks both eras. */
export function dualEraSource(factory: () => McpServer): TransportSource {
  return pairedSource((end) => void serveStdio(factory, { transport: end as never }));
}

/** An SDK v2 server behind Streamable HTTP without sockets; `seen` collects the requests. */
export function handlerSource(factory: () => McpServer, seen: Request[] = []): TransportSource {
  const handler = createMcpHandler(factory);
  return customSource(
    () =>
      new StreamableHTTPClientTransport(new URL("http://server.test/mcp"), {
        fetch: (url, init) => {
          const request = new Request(url, init as RequestInit);
          seen.push(request.clone());
          return handler.fetch(request);
        },
      }),
    { kind: "http" },
  );
}

let runs = 0;

/** The scripted server of this folder as a process, doing `mode`. Each one is another server for caches of the era. */
export function scriptedSource(mode = "plain"): StdioSource {
  const script = fileURLToPath(new URL("./scripted-server.mjs", import.meta.url));
  return new StdioSource({
    command: process.execPath,
    args: [script, mode, `run-${++runs}`],
    stderr: "ignore",
    keepAlive: false,
  });
}
