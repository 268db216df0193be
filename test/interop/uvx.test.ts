import { describe, expect, it } from "vitest";
import { Client, ToolError } from "../../src/runtime/index.js";
import { uvxStdio } from "../../src/runtime/transport.js";
import { uvEnvironment } from "./peers/python.js";

const env = uvEnvironment();

describe.skipIf(env === undefined)("a server that uvx installs and starts", () => {
  it("mcp-server-time: lists, calls, fails, and leaves nothing behind", { timeout: 120_000 }, async () => {
    const target = uvxStdio("mcp-server-time", {
      args: ["--local-timezone", "Europe/Berlin"],
      env: env ?? {},
      keepAlive: false,
    });
    await using client = await Client.connect(target, { connectTimeoutMs: 90_000 });
    expect((await client.listTools()).map(({ name }) => name).sort()).toEqual([
      "convert_time",
      "get_current_time",
    ]);
    const now = JSON.parse(
      (await client.callTool("get_current_time", { timezone: "Asia/Tokyo" })).content.text,
    ) as {
      timezone: string;
      datetime: string;
    };
    expect(now.timezone).toBe("Asia/Tokyo");
    expect(now.datetime).toMatch(/\+09:00$/);
    await expect(client.callTool("get_current_time", { timezone: "Mars/Olympus" })).rejects.toThrow(
      ToolError,
    );
  });
});
