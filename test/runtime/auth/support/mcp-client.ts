import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import type { HttpAuth } from "../../../../src/runtime/auth/index.js";

/** A client of the SDK over `auth`, as a transport uses it. */
export async function connect(url: string, auth: HttpAuth): Promise<Client> {
  const client = new Client({ name: "test", version: "1" }, { versionNegotiation: { mode: "auto" } });
  await client.connect(new StreamableHTTPClientTransport(new URL(url), { fetch: auth.fetch }));
  return client;
}
