import { appendFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { Client } from "../../../src/runtime/index.js";
import type { Handler, LayerContext } from "../../../src/runtime/layers/layer.js";
import { host } from "../../../src/runtime/platform/host.js";
import { record } from "../../../src/runtime/recording/record.js";
import type { RecordedCall } from "../../../src/runtime/recording/recorded-call.js";
import type { RecordingReport, RecordOptions } from "../../../src/runtime/recording/record-options.js";
import { Redactor } from "../../../src/shared/secrets/index.js";
import { filesIn, newFolder, notesServer } from "./server.js";

/** A client whose calls are recorded, and what was reported. */
async function recorded(options: Partial<RecordOptions> = {}, version?: string) {
  const to = options.to ?? (await newFolder());
  const reports: RecordingReport[] = [];
  const server = notesServer(version);
  const layer = record({ to, onReport: (report) => void reports.push(report), ...options });
  const client = await Client.connect(server, { name: "notes", interceptors: [layer] });
  return { client, to, reports, server };
}

/** The layer around a server that answers everything with `answer`. */
function layerOver(answer: unknown, options: RecordOptions, context: Partial<LayerContext> = {}) {
  const next: Handler = () => Promise.resolve(answer);
  const handle = record(options)(next);
  return (name: string, args: object) =>
    handle(
      { method: "tools/call", params: { name, arguments: args }, traits: { repeatable: false } },
      { server: "s", signal: new AbortController().signal, attempt: 1, ...context },
    );
}

const linesOf = (text: string | undefined) =>
  (text ?? "")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe("record", () => {
  it("writes one file per tool and prompt, and what the server says about itself", async () => {
    const { client, to, reports } = await recorded();
    await client.callTool("add", { note: "milk" });
    await client.callTool("fail", { why: "no" }, { raiseOnError: false });
    await client.getPrompt("greet", { who: "Ann" });
    await client.readResource("notes://readme");
    await client.close();
    const files = await filesIn(to);
    expect(Object.keys(files)).toEqual([
      "notes/prompts/greet.jsonl",
      "notes/resources.jsonl",
      "notes/server.jsonl",
      "notes/tools/add.jsonl",
      "notes/tools/fail.jsonl",
    ]);
    expect(linesOf(files["notes/tools/add.jsonl"])).toMatchObject([
      {
        method: "tools/call",
        params: { name: "add", arguments: { note: "milk" } },
        version: "1.2.0",
        result: { content: [{ type: "text", text: "added milk" }] },
      },
    ]);
    expect(linesOf(files["notes/tools/fail.jsonl"])).toMatchObject([{ result: { isError: true } }]);
    expect(linesOf(files["notes/server.jsonl"])[0]).toMatchObject({
      method: "initialize",
      result: { serverInfo: { name: "notes", version: "1.2.0" }, instructions: "Keep notes." },
    });
    expect(reports).toEqual([]);
  });

  it("records the JSON-RPC errors of the server, and throws them", async () => {
    const { client, to } = await recorded();
    await expect(client.getPrompt("unknown", {})).rejects.toMatchObject({ code: "MCP_ERROR" });
    await client.close();
    const files = await filesIn(to);
    expect(linesOf(files["notes/prompts/unknown.jsonl"])).toMatchObject([
      { error: { code: -32602, message: expect.stringContaining("unknown") as string } },
    ]);
  });

  it("writes an answer again only if it differs from the last one to the same arguments", async () => {
    const { client, to } = await recorded();
    for (let i = 0; i < 3; i++) await client.callTool("list");
    await client.callTool("add", { note: "milk" });
    for (let i = 0; i < 3; i++) await client.callTool("list");
    await client.close();
    const again = await recorded({ to });
    await again.client.callTool("add", { note: "milk" });
    await again.client.close();
    const files = await filesIn(to);
    expect(linesOf(files["notes/tools/list.jsonl"])).toHaveLength(2);
    expect(linesOf(files["notes/tools/add.jsonl"])).toHaveLength(1);
  });

  it("keeps binary content in files named by its digest", async () => {
    const { client, to } = await recorded();
    await client.callTool("picture");
    await client.close();
    const files = await filesIn(to);
    const [{ result }] = linesOf(files["notes/tools/picture.jsonl"]) as [
      { result: { content: { data: { $file: string } }[] } },
    ];
    const name = result.content[0]?.data.$file;
    expect(files[`notes/blobs/${name}`]).toBe("not a png");
  });

  it.each<[string, Partial<RecordOptions>, string[]]>([
    ["names", { tools: ["list"] }, ["list"]],
    ["names with the server", { tools: ["notes.add", "other.list"] }, ["add"]],
    ["a pattern", { tools: ["l*"] }, ["list"]],
    ["a pattern with the server", { tools: ["no*.ad*", "other.*"] }, ["add"]],
    ["a function", { tools: (tool, server) => tool === "list" && server === "notes" }, ["list"]],
    ["no share", { sample: 0 }, []],
    ["a share", { sample: 0.5, random: sequence(0.4, 0.6) }, ["list"]],
  ])("records the tools that are wanted: %s", async (_name, options, want) => {
    const { client, to } = await recorded(options);
    await client.callTool("list");
    await client.callTool("add", { note: "milk" });
    await client.close();
    const tools = Object.keys(await filesIn(to)).filter((path) => path.includes("/tools/"));
    expect(tools).toEqual(want.map((tool) => `notes/tools/${tool}.jsonl`));
  });

  it.each<[string, Partial<RecordOptions>, number]>([
    ["by number", { maxCalls: 3 }, 3],
    ["by size", { maxBytes: 1_000 }, 6],
  ])("bounds a file %s, and reports it once", async (_name, limits, want) => {
    const [to, reports] = [await newFolder(), [] as RecordingReport[]];
    const call = layerOver({ content: [] }, { to, onReport: (each) => void reports.push(each), ...limits });
    for (let n = 0; n < 50; n++) await call("t", { n, text: "x".repeat(60) });
    const files = await filesIn(to);
    expect(linesOf(files["s/tools/t.jsonl"])).toHaveLength(want);
    expect(reports).toMatchObject([{ kind: "full", server: "s", file: "tools/t.jsonl" }]);
  });

  it("returns every answer even if the folder cannot be written, and reports that once", async () => {
    const [folder, reports] = [await newFolder(), [] as RecordingReport[]];
    const to = join(folder, "file");
    await writeFile(to, "");
    const call = layerOver({ content: [] }, { to, onReport: (each) => void reports.push(each) });
    expect(await call("t", {})).toEqual({ content: [] });
    await call("t", {});
    expect(reports).toMatchObject([{ kind: "failed" }]);
  });

  it("shares a file with other writers: no duplicate lines, and one limit for all", async () => {
    const to = await newFolder();
    const writers = [1, 2, 3].map(() =>
      layerOver({ content: [] }, { to, maxCalls: 40, onReport: () => undefined }),
    );
    for (let round = 0; round < 20; round++) {
      await Promise.all(writers.map((write, writer) => write("own", { round, writer })));
      for (const write of writers) await write("same", { round });
    }
    const files = await filesIn(to);
    const own = files["s/tools/own.jsonl"]?.trim().split("\n") ?? [];
    expect(own.every((line) => (JSON.parse(line) as object) !== null)).toBe(true);
    expect(own.length).toBeGreaterThanOrEqual(40);
    expect(own.length).toBeLessThan(40 + writers.length);
    expect(files["s/tools/same.jsonl"]?.trim().split("\n")).toHaveLength(20);
  });

  it("begins a new line after an incomplete one", async () => {
    const { client, to } = await recorded();
    await client.callTool("list");
    await appendFile(join(to, "notes/tools/list.jsonl"), '{"method":"tools/ca');
    await client.close();
    const again = await recorded({ to });
    await again.client.callTool("add", { note: "milk" });
    await again.client.callTool("list");
    await again.client.close();
    const lines = (await filesIn(to))["notes/tools/list.jsonl"]?.split("\n") ?? [];
    expect(lines[1]).toBe('{"method":"tools/ca');
    expect(JSON.parse(lines[2] ?? "")).toMatchObject({ result: { structuredContent: { notes: ["milk"] } } });
  });

  it.each([
    ["../../etc/passwd", "..%2F..%2Fetc%2Fpasswd"],
    ["con", "%63on"],
    ["a b*c", "a%20b%2Ac"],
    ["..", "%2E%2E"],
  ])("writes a tool called %s to a file of its folder", async (tool, file) => {
    const to = await newFolder();
    await layerOver({ content: [] }, { to })(tool, {});
    expect(Object.keys(await filesIn(to))).toEqual([`s/tools/${file.replace(/^\.\./, "%2E.")}.jsonl`]);
  });
});

describe("what is not recorded", () => {
  const SECRET = "hunter2-hunter2-hunter2";

  it("removes the client's secrets from every part of a call", async () => {
    const to = await newFolder();
    const deep = (levels: number): unknown => (levels === 0 ? SECRET : { [SECRET]: [deep(levels - 1)] });
    const answer = {
      content: [
        { type: "text", text: `it is ${SECRET}` },
        { type: "image", mimeType: "image/png", data: Buffer.from(`x${SECRET}`).toString("base64") },
      ],
      structuredContent: { deep: deep(40) },
      _meta: { [SECRET]: SECRET },
    };
    const redactData = <V>(value: V): V => new Redactor([SECRET]).recorded(value);
    await layerOver(answer, { to, onReport: () => undefined }, { redactData })("t", { [SECRET]: deep(3) });
    const all = Object.values(await filesIn(to)).join("\n");
    expect(all).toContain("it is ***");
    expect(all).not.toContain(SECRET);
    expect(Buffer.from(all, "base64").toString()).not.toContain(SECRET);
  });

  it("knows the credentials of a client", async () => {
    const to = await newFolder();
    const server = notesServer();
    const target = { ...server, secrets: [SECRET] };
    await using client = await Client.connect(target, { name: "notes", interceptors: [record({ to })] });
    await client.callTool("add", { note: `remember ${SECRET}` });
    const files = await filesIn(to);
    expect(files["notes/tools/add.jsonl"]).toContain("remember ***");
    expect(Object.values(files).join()).not.toContain(SECRET);
  });

  it.each<[string, RecordOptions["redact"], string]>([
    ["a path", ["params.arguments.email"], '"email":"***"'],
    ["a path with any member", ["result.structuredContent.*.phone"], '"phone":"***"'],
    ["an item of a list", ["result.content.0.text"], '"text":"***"'],
    ["a pattern", [/\b\w+@example\.com/], '"email":"***"'],
    ["a function", [(call) => ({ ...call, result: { gone: true } })], '"result":{"gone":true}'],
  ])("what a rule names: %s", async (_name, redact, want) => {
    const to = await newFolder();
    const answer = { content: [{ type: "text", text: "hi" }], structuredContent: { ann: { phone: "555" } } };
    await layerOver(answer, { to, redact: redact ?? [] })("t", { email: "ann@example.com" });
    expect((await filesIn(to))["s/tools/t.jsonl"]).toContain(want);
  });

  it.each<[string, object, RegExp]>([
    ["no folder", { to: "" }, /to name the folder/],
    ["a rule alone", { redact: "params.arguments.email" }, /redact is not an array/],
    ["an empty path", { redact: ["params.arguments.a", ""] }, /redact\[1\] "" has an empty step/],
    ["a bare name", { redact: ["email"] }, /redact\[0\] "email" is not a path.*"params.arguments.email"/],
    ["a pattern of nothing", { redact: [/x*/g] }, /matches the empty string/],
    ["an async function", { redact: [async () => Promise.resolve()] }, /is an async function/],
    ["another rule", { redact: [7] }, /neither a path, a pattern nor a function/],
    ["a tool alone", { tools: "get_*" }, /tools is neither an array/],
    ["a share above 1", { sample: 50 }, /sample is not a share/],
    ["no calls", { maxCalls: 0 }, /maxCalls is not a number above 0/],
  ])("refuses %s", (_name, options, fault) => {
    expect(() => record({ to: "recordings", ...options } as RecordOptions)).toThrow(fault);
  });

  it.each<[string, () => unknown, RegExp]>([
    ["a promise", () => Promise.resolve(), /returned a promise/],
    ["no call", () => ({ method: "x" }), /returned something that is not a call/],
  ])("writes nothing where a function returns %s", async (_name, rule, fault) => {
    const [to, reports] = [await newFolder(), [] as RecordingReport[]];
    const options = {
      to,
      redact: [rule as never],
      onReport: (each: RecordingReport) => void reports.push(each),
    };
    await layerOver({ content: [] }, options)("t", {});
    expect(reports).toMatchObject([{ kind: "failed", message: expect.stringMatching(fault) as string }]);
    expect(await filesIn(to)).toEqual({});
  });

  it("tells once, at the end of the program, which rules matched nothing", async () => {
    const [to, reports, tasks] = [await newFolder(), [] as RecordingReport[], [] as (() => void)[]];
    const atEnd = vi.spyOn(host, "atEnd").mockImplementation((task) => void tasks.push(task));
    onTestFinished(() => atEnd.mockRestore());
    const redact = [
      "params.arguments.email",
      "params.arguments.phone",
      /Ann/,
      /Bob/,
      (call: RecordedCall) => call,
    ];
    const options = { to, redact, onReport: (each: RecordingReport) => void reports.push(each) };
    const call = layerOver({ content: [] }, options);
    for (let i = 0; i < 2; i++) await call("t", { email: "a@b.example", name: "Ann" });
    expect(reports).toEqual([]);
    tasks.forEach((task) => task());
    expect(reports).toMatchObject([
      {
        kind: "unused",
        file: "redact[1]",
        message: expect.stringContaining("params.arguments.phone") as string,
      },
      { kind: "unused", file: "redact[3]", message: expect.stringContaining("/Bob/") as string },
    ]);
  });

  it("leaves out a call that a function rejects", async () => {
    const to = await newFolder();
    await layerOver({ content: [] }, { to, redact: [() => undefined] })("t", {});
    expect(await filesIn(to)).toEqual({});
  });

  it("reports what may be a secret, and does not change it", async () => {
    const [to, reports] = [await newFolder(), [] as RecordingReport[]];
    const call = layerOver({ content: [] }, { to, onReport: (each) => void reports.push(each) });
    await call("t", { password: "correcthorse" });
    await call("t", { password: "batterystaple" });
    expect(reports).toMatchObject([
      { kind: "suspect", message: expect.stringContaining("params.arguments.password") as string },
    ]);
    expect((await filesIn(to))["s/tools/t.jsonl"]).toContain("correcthorse");
  });
});

function sequence(...values: number[]): () => number {
  return () => values.shift() ?? 1;
}
