import { describe, expect, it } from "vitest";
import { Client } from "../../../src/runtime/index.js";
import { json } from "../support/http-server.js";
import { connect, server } from "../client/named-servers.js";

describe("the figures of a server without replicas", () => {
  it.each([
    ["nothing configured", {}],
    ["retries", { retry: true }],
  ] as const)("count its requests, with %s", async (_, options) => {
    const { url } = await server("a", {
      call: ({ message }, response) => {
        const { id, params } = message as { id: number; params: { arguments: { fail?: boolean } } };
        if (params.arguments.fail) return json(response, 500, { oops: true });
        json(response, 200, { jsonrpc: "2.0", id, result: { content: [] } });
      },
    });
    const { client } = await connect(url, options);
    expect(client.endpoints.stats()).toMatchObject([{ calls: 0, pending: 0, state: "in" }]);
    await client.callTool("add");
    await client.callTool("add");
    await expect(client.callTool("add", { fail: true })).rejects.toThrow("HTTP 500");
    const [figures] = client.endpoints.stats();
    expect(figures).toMatchObject({
      label: expect.stringContaining("127.0.0.1") as string,
      failures: 1,
      pending: 0,
      ejections: 0,
    });
    expect(figures?.calls).toBeGreaterThanOrEqual(3);
    expect(figures?.latencyMs).toBeGreaterThan(0);
    expect(figures?.lastError).toMatchObject({ status: 500 });
  });

  it("are absent until the endpoint is known", () => {
    expect(new Client("http://127.0.0.1:1/mcp").endpoints.stats()).toEqual([]);
  });
});
