import { expect, it } from "vitest";
import { Client } from "../../../src/runtime/index.js";

const SECRET = "tokSecretValue88yy";

/** Logs what it was given, before and while it answers. */
const SCRIPT = `
const say = (message) => console.log(JSON.stringify({ jsonrpc: "2.0", ...message }));
require("node:readline").createInterface({ input: process.stdin }).on("line", (line) => {
  const { id, method, params } = JSON.parse(line);
  if (id === undefined) return;
  if (method === "initialize")
    return say({ id, result: { protocolVersion: "2025-11-25", capabilities: { logging: {}, tools: {} }, serverInfo: { name: "s", version: "1" } } });
  if (method !== "tools/call") return say({ id, error: { code: -32601, message: "no" } });
  say({ method: "notifications/message", params: { level: "info", data: { key: process.env.KEY, sent: [encodeURIComponent(process.env.KEY)] } } });
  say({ method: "notifications/progress", params: { progressToken: params._meta?.progressToken, progress: 1, message: "with " + process.env.KEY } });
  say({ id, result: { content: [{ type: "text", text: "done" }] } });
});`;

it("tells handlers what a server logs, without the secrets that it was given", async () => {
  const heard: unknown[] = [];
  await using client = await Client.connect(
    { command: process.execPath, args: ["-e", SCRIPT], env: { KEY: SECRET } },
    {
      handlers: {
        onLog: (message) => void heard.push(message),
        onProgress: (message) => void heard.push(message),
      },
    },
  );
  await client.callTool("any");
  expect(heard).toContainEqual(
    expect.objectContaining({ level: "info", data: { key: "***", sent: ["***"] } }),
  );
  expect(JSON.stringify(heard)).not.toContain(SECRET);
});
