import { inspect } from "node:util";
import { afterAll, describe, expect, it } from "vitest";
import { Client } from "../../../src/runtime/index.js";
import { httpServer, json, type Received } from "../support/http-server.js";

const TOKEN = "tokA9b8c7d6e5";
const KEY = "x9Kq7zzTop";
const ALL = { listChanged: true, subscribe: true };
const CAPABILITIES = {
  tools: ALL,
  resources: ALL,
  prompts: ALL,
  logging: {},
  completions: {},
  tasks: { list: {}, cancel: {}, requests: { tools: { call: {} } } },
};

/** Refuses every request but the handshake, and quotes its headers; the tool `text` answers with them. */
function answerTo({ headers, message }: Received, modern: boolean): object {
  const quoted = `${message?.method} ${headers.authorization} ${headers["x-api-key"] as string}`;
  const about = { capabilities: CAPABILITIES, serverInfo: { name: "s", version: "1" } };
  if (message?.method === "initialize" && !modern)
    return { result: { protocolVersion: "2025-11-25", ...about } };
  if (message?.method === "server/discover")
    return modern
      ? { result: { resultType: "complete", supportedVersions: ["2026-07-28"], ...about } }
      : { error: { code: -32601, message: "no" } };
  if (message?.params?.["name"] === "text" && message.params["task"] === undefined)
    return { result: { resultType: "complete", content: [{ type: "text", text: quoted }] } };
  return { error: { code: -32000, message: quoted, data: { headers } } };
}

const server = async (modern: boolean) =>
  httpServer((received, response) => {
    if (received.method !== "POST") return json(response, 405);
    const { id } = received.message ?? {};
    if (id === undefined && received.message?.method === "notifications/initialized")
      return json(response, 202);
    if (id === undefined) return json(response, 500, answerTo(received, modern));
    json(response, 200, { jsonrpc: "2.0", id, ...answerTo(received, modern) });
  });
const servers = { legacy: await server(false), modern: await server(true) };
afterAll(() => Promise.all(Object.values(servers).map((each) => each.close())));

const first = async (items: AsyncIterable<unknown>): Promise<void> => {
  for await (const _ of items) return;
};
const refuses = {
  "~standard": {
    version: 1,
    vendor: "t",
    validate: (value: unknown) => ({ issues: [{ message: `not ${JSON.stringify(value)}` }] }),
  },
} as const;
const ref = { type: "ref/prompt", name: "p" } as const;
const argument = { name: "a", value: "b" };
const nothing = (): void => undefined;

/** Every public method that sends something, and what of it may throw or report an error. */
const SENDS: Readonly<Record<string, (client: Client) => unknown>> = {
  callTool: (client) => client.callTool("a"),
  "callTool, output": (client) => client.callTool("text", {}, { output: refuses }),
  callToolTask: async (client) => (await client.callToolTask("a")).result(),
  task: (client) => client.task("t").result(),
  "task, status": (client) => client.task("t").status(),
  "task, wait": (client) => client.task("t").wait(),
  "task, cancel": (client) => client.task("t").cancel(),
  getTask: (client) => client.getTask("t"),
  cancelTask: (client) => client.cancelTask("t"),
  listTasks: (client) => client.listTasks(),
  batch: async (client) => Promise.reject(await client.batch([{ name: "a", args: {} }])),
  "batch, failFast": (client) => client.batch([{ name: "a", args: {} }], { failFast: true }),
  broadcast: (client) => client.broadcast({ method: "x/y", params: {} }, { quorum: 1 }),
  watchResources: (client) => first(client.watchResources("x://a")),
  "watchResources, a pattern": (client) => first(client.watchResources("x://*")),
  readResource: (client) => client.readResource("x://a"),
  getPrompt: (client) => client.getPrompt("p"),
  complete: (client) => client.complete(ref, argument),
  request: (client) => client.request("x/y"),
  ping: (client) => client.ping(),
  setLogLevel: (client) => client.setLogLevel("debug"),
  subscribeResource: (client) => client.subscribeResource("x://a", nothing),
  resourceUpdates: (client) => first(client.resourceUpdates("x://a")),
  notifyRootsChanged: (client) => client.notifyRootsChanged(),
  sendProgress: (client) => client.sendProgress(1, { progress: 1 }),
  cancel: (client) => client.cancel(1),
  listToolsRaw: (client) => client.listToolsRaw(),
  listResourcesRaw: (client) => client.listResourcesRaw(),
  listResourceTemplatesRaw: (client) => client.listResourceTemplatesRaw(),
  listPromptsRaw: (client) => client.listPromptsRaw(),
  callToolRaw: (client) => client.callToolRaw("a"),
  readResourceRaw: (client) => client.readResourceRaw("x://a"),
  getPromptRaw: (client) => client.getPromptRaw("p"),
  completeRaw: (client) => client.completeRaw(ref, argument),
  listTools: (client) => client.listTools(),
  listResources: (client) => client.listResources(),
  listResourceTemplates: (client) => client.listResourceTemplates(),
  listPrompts: (client) => client.listPrompts(),
  listToolsPage: (client) => client.listToolsPage(),
  listResourcesPage: (client) => client.listResourcesPage(),
  listResourceTemplatesPage: (client) => client.listResourceTemplatesPage(),
  listPromptsPage: (client) => client.listPromptsPage(),
  iterate: (client) => first(client.iterate("tools")),
  routeOf: (client) => client.routeOf("tools", "a"),
  onListChanged: (client) => client.onListChanged("tools", nothing),
  listChanges: (client) => first(client.listChanges("tools")),
};
/** Those that send nothing of their own, or only the handshake. */
const SENDS_NOTHING = [
  ..."constructor fork statusOf server addServer removeServer setHandlers connect hold close initialize".split(
    " ",
  ),
  ..."isConnected onState on onAny addEndpoint toJSON toString".split(" "),
];

const secretsIn = (value: unknown): readonly string[] => {
  const stack = value instanceof Error ? `${value.message} ${value.stack}` : "";
  const text = `${inspect(value, { depth: 20, showHidden: true })} ${JSON.stringify(value)} ${stack}`;
  return [TOKEN, KEY].filter((secret) => text.includes(secret));
};

const entry = (url: string) => ({ url, headers: { "X-Api-Key": KEY, Authorization: `Bearer ${TOKEN}` } });

describe.each(Object.entries(servers))(
  "a %s server that quotes the headers of a request",
  (_era, { url }) => {
    it.each(Object.entries(SENDS))("%s shows none of them", async (_name, send) => {
      for (const target of [entry(url), { mcpServers: { s: entry(url) } }]) {
        const events: unknown[] = [];
        const client = new Client(target, { handlers: { roots: () => [] } });
        client.onAny((event) => events.push(event));
        await client.connect();
        const give = new Promise((resolve) => setTimeout(resolve, 400, "still waiting"));
        const error = await Promise.race([send(client), give]).catch((reason: unknown) => reason);
        await client.close();
        expect([secretsIn(error), secretsIn(events)]).toEqual([[], []]);
      }
    });
  },
);

it("names every public method of a client", () => {
  const methods = new Set<string>();
  for (let at: object = Client.prototype; at !== Object.prototype; at = Object.getPrototypeOf(at) as object)
    for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(at)))
      if (typeof value === "function") methods.add(name);
  const named = new Set([...SENDS_NOTHING, ...Object.keys(SENDS).map((name) => name.replace(/,.*/, ""))]);
  expect([...methods].filter((name) => !named.has(name))).toEqual([]);
  expect([...named].filter((name) => !methods.has(name))).toEqual([]);
});
