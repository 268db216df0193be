import { createRequire } from "node:module";
import { afterAll, expect, it } from "vitest";
import { introspect } from "../../../src/codegen/introspect/index.js";
import { type RuntimeEventOf, ServerClient } from "../../../src/runtime/index.js";
import { parseConfig } from "../../../src/shared/config/index.js";
import { toolDigest } from "../../../src/shared/tool/tool-digest.js";

const script = createRequire(import.meta.url).resolve(
  "@modelcontextprotocol/server-everything/dist/index.js",
);
const target = { command: process.execPath, args: [script], keepAlive: false };
let client: ServerClient | undefined;
afterAll(() => client?.$close());

it("a server that offers more to clients that can do more: what both are offered is the same tool", async () => {
  const { servers } = parseConfig({ mcpServers: { everything: target } });
  const [model] = (await introspect(servers)).models;
  const tools = Object.fromEntries(model!.tools.map((tool) => [tool.name, { digest: toolDigest(tool) }]));
  const contract = { server: "everything", era: model!.era, tools };
  const events: RuntimeEventOf<"drift">[] = [];
  client = new ServerClient(contract, { target, onDrift: "refuse", validate: "off" });
  client.$on("drift", (event) => events.push(event));
  const { content } = await client.$call("echo", { message: "hello" });
  expect(content.text).toContain("hello");
  expect(events.filter(({ kind }) => kind !== "removed")).toEqual([]);
  // the generator declares sampling, elicitation and roots; this client does not
  expect(events.length).toBeGreaterThan(0);
  for (const { message } of events) expect(message).toContain("only to clients with handlers for");
});
