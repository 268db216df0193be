import { appendFile, mkdir, truncate } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { Client, type Progress } from "../../../src/runtime/index.js";
import { fake } from "../../../src/runtime/fakes/fake.js";
import { host } from "../../../src/runtime/platform/host.js";
import { record } from "../../../src/runtime/recording/record.js";
import { replay, type ReplayOptions } from "../../../src/runtime/recording/replay/replay.js";
import { filesIn, newFolder, notesServer } from "./server.js";

type Protocol = "auto" | "legacy";

/** Everything that a program asks of the server, and what it was given. */
async function program(client: Client): Promise<unknown[]> {
  const progress: Progress[] = [];
  const failure = (error: unknown) => {
    const { name, message, rpcCode } = error as { name: string; message: string; rpcCode?: number };
    return { name, message, rpcCode };
  };
  return [
    client.serverInfo,
    client.instructions,
    client.era,
    (await client.listTools()).map(({ name }) => name),
    (await client.callTool("list")).data,
    (await client.callTool("add", { note: "milk" })).data,
    (await client.callTool("list")).data,
    (await client.callTool("list")).data,
    await client.callTool("fail", { why: "no milk" }).catch(failure),
    await client.getPrompt("unknown", {}).catch(failure),
    (await client.callTool("picture")).content.images,
    (await client.callTool("slow", {}, { onProgress: (each) => void progress.push(each) })).data,
    progress,
    (await client.readResource("notes://readme")).contents,
    (await client.getPrompt("greet", { who: "Ann" })).messages,
  ];
}

async function recordProgram(protocol: Protocol = "auto") {
  const to = await newFolder();
  await using client = await Client.connect(notesServer(), {
    name: "notes",
    protocol,
    interceptors: [record({ to })],
  });
  return { to, said: await program(client) };
}

async function replayed(to: Parameters<typeof replay>[0], options: ReplayOptions = {}, name = "notes") {
  return Client.connect(replay(to, options), { name });
}

describe("replay", () => {
  it.each<[string, Protocol]>([
    ["2026-07-28", "auto"],
    ["2025-11-25", "legacy"],
  ])("gives a program what the server gave it: %s", async (_name, protocol) => {
    const { to, said } = await recordProgram(protocol);
    await using client = await replayed(to);
    expect(JSON.parse(JSON.stringify(await program(client)))).toEqual(JSON.parse(JSON.stringify(said)));
  });

  it("says of a client that insists on the other era which one was recorded", async () => {
    const { to } = await recordProgram();
    const asked = Client.connect(replay(to), { name: "notes", protocol: "2025-06-18" });
    await expect(asked).rejects.toThrow(
      'Method not found: "notes" answers as 2026-07-28 only, which has no initialize.',
    );
  });

  it("answers from lines on platforms without files", async () => {
    const { to } = await recordProgram();
    const lines = Object.values(await filesIn(to)).flatMap((text) => text.split("\n"));
    await using client = await replayed(lines);
    expect((await client.callTool("add", { note: "milk" })).content.text).toBe("added milk");
  });

  it("returns the answers to the same arguments in order, and then the last one", async () => {
    const { to } = await recordProgram();
    await using client = await replayed(to);
    const given: unknown[] = [];
    for (let i = 0; i < 4; i++) given.push((await client.callTool("list")).data);
    expect(given).toEqual([{ notes: [] }, { notes: ["milk"] }, { notes: ["milk"] }, { notes: ["milk"] }]);
  });

  it("in order: gives the next answer of the tool, whatever the arguments", async () => {
    const { to } = await recordProgram();
    await using client = await replayed(to, { match: "order" });
    expect((await client.callTool("add", { note: "eggs" })).content.text).toBe("added milk");
    await expect(client.callTool("add", { note: "eggs" })).rejects.toMatchObject({ rpcCode: -32602 });
  });

  it.each<[string, ReplayOptions["match"]]>([
    ["by arguments", undefined],
    ["in order", "order"],
  ])("repeats equal answers as often as they came: %s", async (_name, match) => {
    const [to, given] = [await newFolder(), [..."aab", ..."bba", ..."aacc"]];
    const asked = [..."1121212211"];
    const run = async (client: Client): Promise<unknown[]> => {
      const said: unknown[] = [];
      for (const job of asked) said.push((await client.callTool("status", { job })).content.text);
      await client.close();
      return said;
    };
    let calls = 0;
    const live = fake([{ server: "s", name: "status", hints: {}, inputSchema: { type: "object" } }], {
      tools: { status: () => given[calls++] },
    });
    const said = await run(await Client.connect(live, { name: "s", interceptors: [record({ to })] }));
    expect(said).toEqual(given);
    expect(await run(await replayed(to, { ...(match && { match }) }, "s"))).toEqual(given);
    const lines = (await filesIn(to))["s/tools/status.jsonl"]?.trim().split("\n") ?? [];
    expect(lines.length).toBeLessThan(given.length);
    expect(await run(await replayed(lines, { ...(match && { match }) }, "s"))).toEqual(given);
  });

  it("by a function: gives the answer that fits", async () => {
    const { to } = await recordProgram();
    await using client = await replayed(to, { match: (recorded, asked) => recorded.method === asked.method });
    expect((await client.callTool("add", { note: "eggs" })).content.text).toBe("added milk");
  });

  it("rejects an unknown call, names the nearest one and says how to record it", async () => {
    const { to } = await recordProgram();
    await using client = await replayed(to);
    await expect(client.callTool("add", { note: "silk" })).rejects.toMatchObject({
      code: "MCP_ERROR",
      rpcCode: -32602,
      message:
        'The recording of "notes" has no answer to tools/call "add" with {"note":"silk"}. The nearest recorded call: {"note":"milk"}. ' +
        `Record it: \`npx fmcp-codegen record notes.add '{"note":"silk"}' --recordings ${to}\`, or replay with \`record: "new"\`.`,
      data: { nearest: { name: "add", arguments: { note: "milk" } } },
    });
    await expect(client.callTool("remove")).rejects.toThrow("There is no recording of it.");
  });

  it("accepts any text for an argument whose secret was removed", async () => {
    const to = await newFolder();
    const target = { ...notesServer(), secrets: ["/home/ann/notes"] };
    const notes = { path: (from: string) => `${from}/a (1).md "x"`, other: "elsewhere" };
    {
      await using client = await Client.connect(target, { name: "notes", interceptors: [record({ to })] });
      await client.callTool("add", { note: notes.path("/home/ann/notes") });
    }
    await using client = await replayed(to);
    expect((await client.callTool("add", { note: notes.path("/home/eve") })).content.text).toContain(
      "a (1).md",
    );
    await expect(client.callTool("add", { note: notes.other })).rejects.toThrow("nearest recorded call");
  });

  it("keeps large recordings in their files", async () => {
    const to = await newFolder();
    await mkdir(join(to, "notes/tools"), { recursive: true });
    const path = join(to, "notes/tools/large.jsonl");
    const lineOf = (n: number) => {
      const result = { content: [{ type: "text", text: `${n} é ${"x".repeat(4 * 1024 * 1024)}` }] };
      return `${JSON.stringify({ method: "tools/call", params: { name: "large", arguments: { n } }, result })}\n`;
    };
    for (let n = 0; n < 6; n++) await appendFile(path, lineOf(n));
    await using client = await replayed(to);
    for (const n of [0, 5, 1])
      expect((await client.callTool("large", { n })).content.text.slice(0, 4)).toBe(`${n} é `);
    await truncate(path);
    await expect(client.callTool("large", { n: 2 })).rejects.toThrow("changed during replay");
  });

  it("skips incomplete lines, and warns of each once", async () => {
    const { to } = await recordProgram();
    const path = join(to, "notes/tools/add.jsonl");
    await appendFile(path, '{"method":"tools/call","par');
    const warn = vi.spyOn(host, "warn").mockReturnValue();
    onTestFinished(() => warn.mockRestore());
    await using client = await replayed(to);
    await client.callTool("add", { note: "milk" });
    expect(warn.mock.calls).toEqual([[`${path}:2 contains no call and was skipped.`, "RecordingWarning"]]);
    expect((await client.callTool("add", { note: "milk" })).content.text).toBe("added milk");
  });

  it.each<[string, ReplayOptions, string, RegExp | undefined]>([
    ["by the name of the client", {}, "b", undefined],
    ["by `server`", { server: "a" }, "anything", undefined],
    ["not one that is not there", {}, "c", /no recording of server "c"\. It has those of a, b\./],
    [
      "not another than `server`",
      { server: "c" },
      "a",
      /no recording of server "c"\. It has those of a, b\./,
    ],
  ])("chooses the server: %s", async (_name, options, name, fault) => {
    const to = await newFolder();
    for (const server of ["a", "b"]) {
      await using client = await Client.connect(notesServer(), {
        name: server,
        interceptors: [record({ to })],
      });
      await client.callTool("add", { note: server });
    }
    const connecting = replayed(to, options, name);
    if (fault !== undefined) return expect(connecting).rejects.toThrow(fault);
    await using client = await connecting;
    const note = options.server ?? name;
    expect((await client.callTool("add", { note })).content.text).toBe(`added ${note}`);
  });

  it("takes the only recording for a client of any name, but not for another `server`", async () => {
    const { to } = await recordProgram();
    await using client = await replayed(to, {}, "anything");
    expect(client.serverInfo?.name).toBe("notes");
    await expect(replayed(to, { server: "weather" })).rejects.toThrow(
      /no recording of server "weather"\. It has those of notes\. Name one with `server`, rename its folder/,
    );
  });

  it("lists what it was given where no list was recorded", async () => {
    const to = await newFolder();
    await using live = await Client.connect(notesServer(), {
      name: "notes",
      interceptors: [record({ to })],
    });
    await live.callTool("add", { note: "milk" });
    const tool = { server: "notes", name: "add", hints: {}, inputSchema: { type: "object" } };
    await using client = await replayed(to, { lists: { tools: [tool], prompts: [{ name: "greet" }] } });
    expect((await client.listTools()).map(({ name }) => name)).toEqual(["add"]);
    expect((await client.listPrompts()).map(({ name }) => name)).toEqual(["greet"]);
    await expect(client.listResources()).rejects.toThrow("There is no recording of it.");
    await live.listTools();
    await using later = await replayed(to, { lists: { tools: [tool] } });
    expect((await later.listTools()).length).toBeGreaterThan(1);
  });

  it.each<[string, (to: string) => string | Promise<string>, RegExp]>([
    ["is missing", (to) => join(to, "none"), /There is no such folder\. Name another, or record one/],
    ["holds other things", () => process.cwd(), /It holds no recordings\./],
    ["is that of one server", (to) => join(to, "notes"), /It is the folder of one server\./],
    ["is a file", (to) => join(to, "notes/server.jsonl"), /It is a file\. Name the folder/],
  ])("says that a folder %s", async (_name, folderIn, fault) => {
    const { to } = await recordProgram();
    await expect(replayed(await folderIn(to))).rejects.toThrow(fault);
  });

  it.each<[string, readonly [recording: unknown, options?: object], RegExp]>([
    ["a text", ['{"method":"tools/call","params":{},"result":{}}\n'], /text of a recording.*split/],
    ["an empty folder", [""], /empty string/],
    ["no recording", [undefined], /a folder that `record` wrote, or an array/],
    ["a match", ["to", { match: "argument" }], /match is "argument"\. Did you mean "arguments"\? Allowed/],
    ["a mode", ["to", { record: "bogus" }], /record is "bogus"\. Allowed: "none", "new", "all"\./],
  ])("refuses %s that it cannot use", (_name, args, fault) => {
    expect(() => replay(...(args as Parameters<typeof replay>))).toThrow(fault);
  });

  it("answers a client that has credentials for the server", async () => {
    const { to } = await recordProgram();
    await using client = await Client.connect(replay(to), { name: "notes", auth: "a-token-of-some-kind" });
    expect((await client.callTool("add", { note: "milk" })).content.text).toBe("added milk");
  });
});

describe("replay that records", () => {
  it("new: asks the server for what is not recorded, once", async () => {
    const { to } = await recordProgram();
    const server = notesServer();
    await using client = await replayed(to, { record: "new", target: server });
    await client.callTool("add", { note: "milk" });
    expect(server.calls).toEqual([]);
    for (let i = 0; i < 2; i++)
      expect((await client.callTool("add", { note: "eggs" })).content.text).toBe("added eggs");
    await vi.waitFor(() => expect(server.calls).toEqual(["add"]));
    await using later = await replayed(to);
    expect((await later.callTool("add", { note: "eggs" })).content.text).toBe("added eggs");
  });

  it("new: begins a recording where there is none", async () => {
    const to = await newFolder();
    const server = notesServer();
    await using client = await replayed(to, { record: "new", target: server });
    expect(client.serverInfo).toMatchObject({ name: "notes", version: "1.2.0" });
    await expect(client.callTool("fail", { why: "no" })).rejects.toThrow("no");
    await using later = await replayed(to);
    await expect(later.callTool("fail", { why: "no" })).rejects.toThrow("no");
  });

  it("all: asks the server whatever is recorded", async () => {
    const { to } = await recordProgram();
    const server = notesServer("2.0.0");
    await using client = await replayed(to, { record: "all", target: server });
    await client.callTool("add", { note: "milk" });
    expect(server.calls).toEqual(["add"]);
    expect(client.serverInfo?.version).toBe("2.0.0");
  });

  it.each<[string, Parameters<typeof replay>]>([
    ["without the server", ["folder", { record: "new" }]],
    ["without a folder", [[], { record: "all", target: "./server.py" }]],
  ])("cannot be made %s", (_name, [recording, options]) => {
    expect(() => replay(recording, options)).toThrow(/give `target`, and a folder/);
  });
});
