import type { HttpAuth } from "../../src/runtime/auth/index.js";

/** Sends a request that an authorized client may send; resolves to the status, which the server's own rules decide once it took the token. */
export async function ask(auth: HttpAuth, url: string): Promise<number> {
  const response = await auth.fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/json, text/event-stream" },
    body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "ping", params: {} }),
  });
  await response.body?.cancel();
  return response.status;
}
