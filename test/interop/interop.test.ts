import { afterEach, expect, it } from "vitest";
import { Client, type Progress, ToolError } from "../../src/runtime/index.js";
import { fastmcpPeer, nodePeer, type Peer, type Transport } from "./peers/start.js";
import { pythonWithFastmcp } from "./peers/python.js";

/** One server of somebody else, and what it is expected to speak. */
interface Row {
  readonly peer: string;
  readonly transport: Transport;
  readonly start: () => Promise<Peer>;
  readonly era: "legacy" | "modern";
  readonly protocol?: "legacy";
}

const python = pythonWithFastmcp();
const v1 = (version: string, transport: Transport): Row => ({
  peer: `SDK v1 ${version}`,
  transport,
  start: () => nodePeer("sdk-v1.mjs", [version], transport),
  era: "legacy",
});
const v2 = (transport: Transport, era: Row["era"]): Row => ({
  peer: "SDK v2",
  transport,
  start: () => nodePeer("sdk-v2.mjs", [], transport),
  era,
  ...(era === "legacy" && { protocol: era }),
});
const npmFastmcp = (transport: Transport): Row => ({
  peer: "npm fastmcp",
  transport,
  start: () => fastmcpPeer(process.execPath, "fastmcp.mjs", transport),
  era: "legacy",
});
const pythonFastmcp = (command: string, transport: Transport, era: Row["era"]): Row => ({
  peer: "Python FastMCP",
  transport,
  start: () => fastmcpPeer(command, "fastmcp_server.py", transport, transport === "sse" ? "sse" : "http"),
  era,
  ...(era === "legacy" && transport !== "sse" && { protocol: era }),
});

const rows: readonly Row[] = [
  v1("1.0", "stdio"),
  v1("1.0", "sse"),
  v1("1.12", "stdio"),
  v1("1.12", "http"),
  v1("1.12", "sse"),
  v1("1.17", "stdio"),
  v1("1.17", "http"),
  v1("1.17", "sse"),
  v1("1.32", "stdio"),
  v1("1.32", "http"),
  v1("1.32", "sse"),
  v2("stdio", "legacy"),
  v2("stdio", "modern"),
  v2("http", "legacy"),
  v2("http", "modern"),
  npmFastmcp("stdio"),
  npmFastmcp("http"),
  npmFastmcp("sse"),
  ...(python === undefined
    ? []
    : [
        pythonFastmcp(python, "stdio", "legacy"),
        pythonFastmcp(python, "stdio", "modern"),
        pythonFastmcp(python, "http", "legacy"),
        pythonFastmcp(python, "http", "modern"),
        pythonFastmcp(python, "sse", "legacy"),
      ]),
];

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

it.each(rows)(
  "$peer over $transport, $era era",
  { timeout: 60_000 },
  async ({ start, transport, era, protocol }) => {
    const peer = await start();
    cleanups.push(() => peer.close());
    const client = await Client.connect(peer.target, {
      connectTimeoutMs: 30_000,
      ...(protocol && { protocol }),
    });
    cleanups.push(() => client.close());
    expect(client.era).toBe(era);
    expect(client.serverInfo).toMatchObject({ name: "peer", version: "1.0.0" });

    const tools = (await client.listTools()).map(({ name }) => name);
    expect(tools).toEqual(expect.arrayContaining(["add", "fail", "pid", "progress"]));
    expect((await client.listResources()).map(({ uri }) => uri)).toEqual(["test://static"]);
    expect((await client.listResourceTemplates()).map(({ uriTemplate }) => uriTemplate)).toEqual([
      "test://item/{id}",
    ]);
    expect((await client.listPrompts()).map(({ name }) => name)).toEqual(["greet"]);

    expect((await client.callTool("add", { a: 2, b: 3 })).data).toEqual({ sum: 5 });
    const failure = await client.callTool("fail").catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ToolError);
    expect((failure as ToolError).message).toContain("broken on purpose");
    expect((await client.readResource("test://static")).text).toBe("static");
    expect((await client.readResource("test://item/7")).text).toBe("item 7");
    expect((await client.getPrompt("greet", { name: "Ann" })).text).toBe("Hello Ann");

    const seen: Progress[] = [];
    const done = await client.callTool("progress", {}, { onProgress: (progress) => seen.push(progress) });
    expect(done.content.text).toBe("done");
    expect(seen.map(({ progress, total }) => [progress, total])).toEqual([
      [1, 3],
      [2, 3],
      [3, 3],
    ]);

    const pid = Number((await client.callTool("pid")).content.text);
    expect(isAlive(pid)).toBe(true);
    await client.close();
    expect(client.isConnected()).toBe(false);
    if (transport === "stdio") await expect.poll(() => isAlive(pid), { timeout: 5_000 }).toBe(false);
  },
);

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
