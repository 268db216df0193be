// A stdio server that speaks raw JSON-RPC and does one odd thing, named by its first argument.
import { createInterface } from "node:readline";
import { clearInterval, setInterval } from "node:timers";

const [mode = "plain"] = process.argv.slice(2);
const write = (...messages) =>
  process.stdout.write(messages.map((m) => JSON.stringify({ jsonrpc: "2.0", ...m }) + "\n").join(""));

if (mode === "exit-at-start") {
  console.error("cannot open the database");
  process.exit(3);
}

const tools = [
  { name: "echo", inputSchema: { type: "object" } },
  { name: "null-description", description: null, title: null, inputSchema: { type: "object" } },
  { name: "untyped", inputSchema: {} },
  { name: "no-schema" },
  { name: "schema-null", inputSchema: null },
  { name: "takes-a-list", inputSchema: { type: "array" } },
  { inputSchema: { type: "object" } },
  { name: "bad-output", inputSchema: { type: "object" }, outputSchema: [] },
  "not even an object",
];

function call(id, { name, arguments: args, _meta, task }) {
  const token = _meta?.progressToken;
  switch (name) {
    case "progress":
      // All in one chunk: the response right behind the last progress.
      return write(
        ...[1, 2, 3, 4, 5].map((progress) => ({
          method: "notifications/progress",
          params: { progressToken: token, progress, total: 5, message: `step ${progress}` },
        })),
        { id, result: { content: [{ type: "text", text: "done" }] } },
      );
    case "crash":
      console.error("out of cheese");
      return process.exit(7);
    case "never":
      return undefined;
    case "slow-progress": {
      let n = 0;
      const timer = setInterval(() => {
        write({ method: "notifications/progress", params: { progressToken: token, progress: ++n } });
        if (n < 8) return;
        clearInterval(timer);
        write({ id, result: { content: [] } });
      }, 40);
      return undefined;
    }
    case "null-content":
      return write({ id, result: { content: null, structuredContent: { a: 1 } } });
    case "odd-block":
      return write({
        id,
        result: {
          content: [
            { type: "hologram", data: 1 },
            { type: "text", text: "t", annotations: null },
          ],
        },
      });
    case "not-an-object":
      return write({ id, result: "text" });
    case "wrapped":
      return write({
        id,
        result: {
          content: [],
          structuredContent: { result: [1, 2] },
          _meta: { fastmcp: { wrap_result: true } },
        },
      });
    case "task":
      if (task === undefined)
        return write({
          id,
          result: { isError: true, content: [{ type: "text", text: "this tool runs as a task" }] },
        });
      return write({
        id,
        result: {
          task: {
            taskId: "t1",
            status: "working",
            ttl: null,
            createdAt: "2026-01-01T00:00:00Z",
            pollInterval: 20,
          },
        },
      });
    case "cancelled":
      return write({ id, result: { content: [{ type: "text", text: JSON.stringify(cancelled) }] } });
    case "fails":
      return write({
        id,
        result: {
          isError: true,
          content: [
            { type: "text", text: "no" },
            { type: "text", text: "really" },
          ],
        },
      });
    case "silent-failure":
      return write({ id, result: { isError: true, content: [] } });
    default:
      return write({
        id,
        result: {
          content: [{ type: "text", text: JSON.stringify(args) }],
          structuredContent: { args, meta: _meta ?? null },
        },
      });
  }
}

const cancelled = [];
let polls = 0;

createInterface({ input: process.stdin }).on("line", (line) => {
  const { id, method, params } = JSON.parse(line);
  switch (method) {
    case "server/discover":
      if (mode === "die-on-discover") process.exit(1);
      if (mode === "silent-on-discover") return;
      return write({ id, error: { code: -32601, message: "Method not found" } });
    case "initialize":
      if (mode === "silent") return;
      if (mode === "refuse") return write({ id, error: { code: -32603, message: "no licence" } });
      return write({
        id,
        result: {
          protocolVersion: params.protocolVersion,
          capabilities: {
            tools: {},
            prompts: {},
            logging: {},
            resources: { subscribe: true },
            tasks: { requests: { tools: { call: {} } } },
          },
          serverInfo: { name: "scripted", version: "" },
        },
      });
    case "tools/list":
      if (mode === "endless")
        return write({
          id,
          result: {
            tools: [{ name: `t${params?.cursor ?? "0"}`, inputSchema: { type: "object" } }],
            nextCursor: `${Number(params?.cursor ?? 0) + 1}`,
          },
        });
      if (mode === "same-cursor")
        return write({
          id,
          result: { tools: [{ name: "a", inputSchema: { type: "object" } }], nextCursor: "" },
        });
      return write({ id, result: { tools } });
    case "prompts/list":
      return write({ id, error: { code: -32603, message: "prompts are broken" } });
    case "prompts/get":
      return write({
        id,
        result: {
          messages: [
            { role: "user", content: { type: "text", text: JSON.stringify(params.arguments ?? null) } },
          ],
        },
      });
    case "tools/call":
      return call(id, params);
    case "tasks/get":
      return write({
        id,
        result: {
          taskId: params.taskId,
          status: ++polls < 3 ? "working" : "completed",
          ttl: null,
          createdAt: "2026-01-01T00:00:00Z",
          lastUpdatedAt: "2026-01-01T00:00:00Z",
          pollInterval: 20,
        },
      });
    case "tasks/result":
      return write({ id, result: { content: [{ type: "text", text: `polled ${polls}` }] } });
    case "resources/subscribe":
      write({ id, result: {} });
      return setTimeout(
        () => write({ method: "notifications/resources/updated", params: { uri: params.uri } }),
        20,
      );
    case "ping":
    case "logging/setLevel":
    case "resources/unsubscribe":
      return write({ id, result: {} });
    case "notifications/cancelled":
      return cancelled.push(params);
    default:
      if (id !== undefined && method !== undefined)
        write({ id, error: { code: -32601, message: `no ${method}` } });
  }
});
