import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readOptions } from "../../../src/codegen/options/config-schema.js";
import { oneLimit as limit } from "../../../src/codegen/options/parse-flag.js";
import { generate } from "../../../src/codegen/run/generate.js";
import { DEFAULT_LIMITS, LIMIT_NAMES, type Limits } from "../../../src/codegen/model/index.js";
import { parseConfig } from "../../../src/shared/config/index.js";

const lists = fileURLToPath(new URL("../introspect/fixtures/lists.mjs", import.meta.url));
let root = "";
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "fmcp-limits-"));
});
afterAll(() => {
  rmSync(root, { recursive: true });
});

const tool = (name: string, inputSchema: object = { type: "object" }, more: object = {}): object => ({
  name,
  inputSchema,
  ...more,
});

const chain = {
  type: "object",
  properties: { a: { $ref: "#/$defs/d0" } },
  $defs: Object.fromEntries(
    Array.from({ length: 8 }, (_, i) => [
      `d${i}`,
      i === 7 ? { type: "string" } : { $ref: `#/$defs/d${i + 1}` },
    ]),
  ),
};
const deep = { type: "object", properties: { a: { items: { items: { items: { type: "string" } } } } } };

/** Over the limit, each, when it is lowered to the value beside it; `good` is not. */
const CASES: readonly (readonly [keyof Limits, number, object | readonly object[], string])[] = [
  ["pages", 1, [[tool("good")], [tool("bad")]], "bad"],
  ["items", 1, [tool("good"), tool("bad")], "bad"],
  ["listChars", 300, [[tool("good")], [tool("bad", {}, { description: "x".repeat(300) })]], "bad"],
  ["nameChars", 20, [tool("good"), tool("b".repeat(21))], "b".repeat(21)],
  ["itemDepth", 6, [tool("good"), tool("bad", deep)], "bad"],
  ["descriptionChars", 9, [tool("good"), tool("long", {}, { description: "0123456789 tail" })], ""],
  ["schemaChars", 100, [tool("good"), tool("wide", { title: "x".repeat(100) })], ""],
  ["schemaDepth", 2, [tool("good"), tool("deep", deep)], ""],
  ["schemaNodes", 3, [tool("good"), tool("deep", deep)], ""],
  ["refChain", 3, [tool("good"), tool("chain", chain)], ""],
  ["enumValues", 2, [tool("good"), tool("many", { properties: { a: { enum: ["x", "y", "z"] } } })], ""],
];

async function run(
  name: string,
  pages: object,
  limits: Partial<Limits>,
  out = name,
  allowCut = ["s"],
  more = {},
) {
  const script = { capabilities: { tools: {}, resources: {} }, lists: pages, ...more };
  const { servers: entries } = parseConfig({
    mcpServers: { s: { command: process.execPath, args: [lists, JSON.stringify(script)] } },
  });
  return generate({ entries, out: join(root, out), limits, format: false, allowCut });
}

describe("each limit is an option, and whatever is over it is named with the option", () => {
  it.each(CASES)("%s = %d", async (name, value, given, lost) => {
    const pages = Array.isArray((given as unknown[])[0]) ? given : [given];
    const report = await run(name, { "tools/list": pages }, { [name]: value });
    expect(report.exitCode).toBe(0);
    expect(report.diagnostics.map(({ message }) => message).join("\n")).toContain(`--limit ${name}=`);
    const wires = report.names.filter(({ kind }) => kind === "tool").map(({ wire }) => wire);
    expect(wires).toContain("good");
    expect(wires).not.toContain(lost);
    expect(wires).toHaveLength(lost === "" ? 2 : 1);
    // without the limit nothing is lost
    const all = await run(name, { "tools/list": pages }, {}, `${name}-all`);
    expect(all.diagnostics.filter(({ message }) => message.includes("--limit"))).toEqual([]);
    expect(all.names.filter(({ kind }) => kind === "tool")).toHaveLength(2);
  });

  it("fails a server whose list is cut off, and keeps its previous code", async () => {
    const both = { "tools/list": [[tool("good")], [tool("more")]] };
    await run("cut", both, {});
    const cut = await run("cut", both, { pages: 1 }, "cut", []);
    expect(cut).toMatchObject({
      exitCode: 4,
      servers: [{ status: "kept", tools: 2, error: { code: "LIST_CUT" } }],
    });
    expect(cut.servers[0]?.error?.message).toContain("--limit pages=");
  });

  it("uriChars", async () => {
    const resources = [
      { uri: "x://a", name: "a" },
      { uri: `x://${"b".repeat(20)}`, name: "b" },
    ];
    const report = await run("uri", { "resources/list": [resources] }, { uriChars: 20 });
    expect(report.servers[0]).toMatchObject({ resources: 1 });
    expect(report.diagnostics[0]?.message).toContain("--limit uriChars=");
  });

  it("fileChars: the server counts as failed, and its part of the lock is kept", async () => {
    const fits = { "tools/list": [[tool("good")]] };
    const long = { "tools/list": [Array.from({ length: 40 }, (_, i) => tool(`tool_${i}`))] };
    const fresh = await run("file", long, { fileChars: 6_000 }, "file-fresh");
    expect(fresh).toMatchObject({
      exitCode: 4,
      servers: [{ status: "skipped", error: { code: "FILE_TOO_LARGE" } }],
    });
    expect(fresh.servers[0]?.error?.message).toContain("--limit fileChars=");
    await run("file", fits, { fileChars: 6_000 });
    const kept = await run("file", long, { fileChars: 6_000 });
    expect(kept).toMatchObject({ exitCode: 4, servers: [{ status: "kept", tools: 1 }] });
    expect(kept.files.every(({ change }) => change === "unchanged")).toBe(true);
  });

  it("totalMs: nothing is written", async () => {
    const many = { "tools/list": [Array.from({ length: 300 }, (_, i) => tool(`tool_${i}`))] };
    await expect(run("time", many, { totalMs: 1 })).rejects.toThrow("--limit totalMs=");
    expect(readdirSync(root)).not.toContain("time");
  });

  it("listMs: the server fails, and keeps its previous code", async () => {
    const fits = { "tools/list": [[tool("good")]], "resources/list": [[]] };
    await run("slow", fits, {});
    const slow = await run("slow", fits, { listMs: 700 }, "slow", [], { silent: ["tools/list"] });
    expect(slow).toMatchObject({
      exitCode: 4,
      servers: [{ status: "kept", tools: 1, error: { code: "LIST_CUT" } }],
    });
    expect(slow.servers[0]?.error?.message).toContain("--limit listMs=");
  });

  it("covers every limit", () => {
    const tested = [...CASES.map(([name]) => name), "uriChars", "fileChars", "listMs", "totalMs"];
    expect(tested.sort()).toEqual([...LIMIT_NAMES].sort());
  });
});

describe("options", () => {
  it.each([
    [{ limits: { items: 7 } }, { options: { limits: { items: 7 } } }],
    [{ limits: { itms: 7 } }, { faults: [{ pointer: "/limits/itms" }] }],
    [{ limits: { items: 0 } }, { faults: [{ pointer: "/limits/items" }] }],
    [{ limits: { items: 1.5 } }, { faults: [{ pointer: "/limits/items" }] }],
    [{ limits: 7 }, { faults: [{ pointer: "/limits" }] }],
  ])("fmcp.config %j", (given, want) => {
    expect(readOptions(given)).toMatchObject(want);
  });

  it("collects repeated --limit name=value", () => {
    expect(limit("pages=3", limit("items=7"))).toEqual({ items: 7, pages: 3 });
  });

  it.each([
    "items",
    "items=",
    "items=0",
    "items=-1",
    "items=1.5",
    "items=99999999999",
    "itms=7",
    "=7",
    "__proto__=7",
  ])("refuses --limit %s", (text) => {
    expect(() => limit(text)).toThrow();
  });

  it("stores limits that affect the text in the lock if they are not the default", async () => {
    const pages = { "tools/list": [[tool("deep", deep)]] };
    const changed = await run("locked", pages, { schemaDepth: 2, pages: 3 });
    const [lock] = [...changed.texts].filter(([path]) => path === "mcp.lock.json").map(([, text]) => text);
    expect(JSON.parse(lock ?? "")).toMatchObject({ options: { limits: { schemaDepth: 2 } } });
    const same = await run("locked", pages, { schemaDepth: DEFAULT_LIMITS.schemaDepth });
    expect(same.texts.get("mcp.lock.json")).not.toContain('"limits"');
  });
});
