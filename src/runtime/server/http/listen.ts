import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { answerNode } from "./node-request.js";
import type { ListenOptions, Listening } from "./listening.js";

export type { ListenOptions, Listening };

/** Listens on a port and hands every request for the path to `fetch`. */
export async function listen(
  front: { readonly fetch: (request: Request) => Promise<Response>; close(): Promise<void> },
  { port = 0, host = "127.0.0.1", path = "/mcp" }: ListenOptions,
): Promise<Listening> {
  const server = createServer((request, response) => {
    answerNode(request, response, path, front.fetch).catch(() => response.destroy());
  });
  server.listen(port, host);
  await once(server, "listening");
  const bound = (server.address() as AddressInfo).port;
  const shown = host.includes(":") ? `[${host}]` : host;
  return {
    port: bound,
    url: `http://${shown}:${bound}${path}`,
    close: async () => {
      if (!server.listening) return;
      const closed = once(server, "close");
      server.close();
      await front.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
