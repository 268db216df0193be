import { inspect } from "node:util";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  introspect,
  type IntrospectEvent,
  type IntrospectOptions,
  type IntrospectResult,
} from "../../../src/codegen/introspect/index.js";
import { parseConfig, type ServerEntry } from "../../../src/shared/config/index.js";

const LISTS = fileURLToPath(new URL("fixtures/lists.mjs", import.meta.url));
const EVERYTHING = join(
  dirname(createRequire(import.meta.url).resolve("@modelcontextprotocol/server-everything/package.json")),
  "dist/index.js",
);
const tool = (name: string): object => ({ name, inputSchema: { type: "object" } });

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "fmcp-introspect-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function entriesOf(mcpServers: object): readonly ServerEntry[] {
  const { servers, faults } = parseConfig({ mcpServers });
  expect(faults).toEqual([]);
  return servers;
}

/** A server that lists what `script` says; what it hears is in `log`. */
function scripted(script: object): { readonly command: string; readonly args: readonly string[] } {
  return {
    command: process.execPath,
    args: [LISTS, JSON.stringify({ ...script, log: join(folder, "log") })],
  };
}

const ask = (script: object, options: IntrospectOptions = {}): Promise<IntrospectResult> =>
  introspect(entriesOf({ s: scripted(script) }), options);
const heard = async (): Promise<string> => readFile(join(folder, "log"), "utf8");
const codes = ({ models }: IntrospectResult): readonly string[] =>
  models.flatMap(({ diagnostics }) => diagnostics.map(({ code, subject }) => `${code} ${subject}`));
const toolsOf = ({ models }: IntrospectResult): readonly string[] =>
  models.flatMap(({ tools }) => tools.map(({ name }) => name));

async function isAlive(): Promise<boolean> {
  const [, pid] = /^pid (\d+)$/m.exec(await heard()) ?? [];
  try {
    process.kill(Number(pid), 0);
    return true;
  } catch {
    return false;
  }
}

describe("introspect", () => {
  it("reads what server-everything offers to a client with all capabilities", async () => {
    const { models, failures } = await introspect(
      entriesOf({ everything: { command: process.execPath, args: [EVERYTHING] } }),
    );
    expect(failures).toEqual([]);
    const [model] = models;
    expect(model?.tools.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["get-roots-list", "trigger-sampling-request", "trigger-url-elicitation"]),
    );
    expect(model?.tools).toHaveLength(17);
    expect(model?.clientCapabilities).toEqual({
      elicitation: { form: {}, url: {} },
      roots: { listChanged: true },
      sampling: {},
    });
    expect([model?.resources.length, model?.resourceTemplates.length, model?.prompts.length]).toEqual([
      7, 2, 4,
    ]);
  });

  it("requests only what is declared, and calls no tool", async () => {
    const result = await ask({ capabilities: { tools: {} }, lists: { "tools/list": [[tool("a")]] } });
    expect(toolsOf(result)).toEqual(["a"]);
    const methods = [...(await heard()).matchAll(/"method":"([^"]+)"/g)].map(([, method]) => method);
    expect(
      methods.filter(
        (method) =>
          !["initialize", "notifications/initialized", "server/discover"].includes(method as string),
      ),
    ).toEqual(["tools/list"]);
  });

  it("declares what the model records", async () => {
    const { models } = await ask({ capabilities: { tools: {} } });
    const [, declared] =
      /"method":"initialize".*?"capabilities":(\{.*?\}),"clientInfo"/.exec(await heard()) ?? [];
    expect(JSON.parse(declared ?? "null")).toEqual(models[0]?.clientCapabilities);
  });

  it("waits for tools registered after the handshake", async () => {
    const script = {
      capabilities: { tools: { listChanged: true } },
      lists: { "tools/list": [[tool("early")]] },
      late: { after: 60, tools: [tool("late")] },
    };
    expect(toolsOf(await ask(script))).toEqual(["early", "late"]);
  });

  it("reads every page and leaves no process", async () => {
    expect(
      toolsOf(
        await ask({
          capabilities: { tools: {} },
          lists: { "tools/list": [[tool("a")], [tool("b")], [tool("c")]] },
        }),
      ),
    ).toEqual(["a", "b", "c"]);
    expect(await isAlive()).toBe(false);
  });

  it.each([
    ["too many pages", { endless: "tools/list" }, { pages: 3 }, 3],
    [
      "too many characters",
      { lists: { "tools/list": [[tool("a")], [tool("b".repeat(500))]] } },
      { listChars: 400 },
      1,
    ],
    ["too many items", { lists: { "tools/list": [[tool("a"), tool("b"), tool("c")]] } }, { items: 2 }, 2],
  ])("cuts %s if allowed, with a diagnostic; else the server fails", async (_, script, limits, count) => {
    const refused = await ask({ capabilities: { tools: {} }, ...script }, { limits, allowCut: ["other"] });
    expect(refused.failures).toMatchObject([
      { code: "LIST_CUT", message: expect.stringContaining("--allow-cut s") },
    ]);
    const result = await ask({ capabilities: { tools: {} }, ...script }, { limits, allowCut: ["s"] });
    expect(codes(result)).toContain("LIST_TRUNCATED tools/list");
    expect(new Set(toolsOf(result)).size).toBeLessThanOrEqual(count);
  });

  it("reads a list in many small pages to its end", async () => {
    const tools = Array.from({ length: 150 }, (_, index) => tool(`t${index}`));
    const result = await ask({
      capabilities: { tools: {} },
      lists: { "tools/list": tools.map((each) => [each]) },
    });
    expect(toolsOf(result)).toHaveLength(150);
    expect(codes(result)).toEqual([]);
  });

  it.each<[string, object, readonly string[], readonly string[]]>([
    ["repeat", { endless: "tools/list", repeat: true }, ["t0"], ["CURSOR_ODD tools/list"]],
    ["are empty and restart", { cursors: [""] }, ["a"], ["CURSOR_ODD tools/list"]],
    ["are empty and refused", { cursors: [""], refusedCursor: "" }, ["a"], ["CURSOR_ODD tools/list"]],
    [
      "are zero and refused",
      { cursors: [0], refusedCursor: 0 },
      ["a"],
      ["CURSOR_ODD tools/list", "CURSOR_ODD tools/list"],
    ],
    [
      "are numbers",
      { cursors: [1, 2, null] },
      ["a", "b", "c"],
      ["CURSOR_ODD tools/list", "CURSOR_ODD tools/list"],
    ],
  ])("reads each page once and loses none if cursors %s", async (_, script, names, noted) => {
    const lists = { "tools/list": [[tool("a")], [tool("b")], [tool("c")]] };
    const result = await ask({ capabilities: { tools: {} }, lists, ...script });
    expect(result.failures).toEqual([]);
    if (names[0] !== "t0") expect(toolsOf(result)).toEqual(names);
    expect(new Set(toolsOf(result)).size).toBe(toolsOf(result).length);
    expect(codes(result)).toEqual(noted);
  });

  it("takes an empty cursor that is not answered for the end", async () => {
    const script = { cursors: [""], silentCursor: "", lists: { "tools/list": [[tool("a")], [tool("b")]] } };
    const result = await ask({ capabilities: { tools: {} }, ...script }, { limits: { listMs: 1_000 } });
    expect([toolsOf(result), codes(result)]).toEqual([["a"], ["CURSOR_ODD tools/list"]]);
  });

  it("fails a server whose cursor cannot be sent back", async () => {
    const lists = { "tools/list": [[tool("a")], [tool("b")]] };
    const { failures } = await ask({ capabilities: { tools: {} }, lists, cursors: [true] });
    expect(failures).toMatchObject([{ code: "LIST_CUT" }]);
  });

  it.each([
    ["has tools", { lists: { "tools/list": [[tool("a")]] } }, ["a"]],
    ["has none", {}, []],
  ])("requests tools from a server that declares nothing and %s", async (_, script, names) => {
    const result = await ask({ capabilities: {}, ...script });
    expect(result.failures).toEqual([]);
    expect(toolsOf(result)).toEqual(names);
  });

  it.each([
    ["does not answer", { silent: ["tools/list"] }],
    ["does not answer, but has other lists", { capabilities: { prompts: {} }, silent: ["tools/list"] }],
    ["answers one page, then an error", { endless: "tools/list", brokenPage: 1 }],
  ])("takes no tools that are missing for none if a server that declares none %s", async (_, script) => {
    const lists = { "prompts/list": [[{ name: "p" }]] };
    const { failures, failedLists } = await ask(
      { capabilities: {}, lists, ...script },
      { limits: { listMs: 500 } },
    );
    expect(failures.length + failedLists.size).toBe(1);
  });

  it("drops a malformed tool, not the others", async () => {
    const result = await ask({ capabilities: { tools: {} }, lists: { "tools/list": [[tool("good"), 7]] } });
    expect(toolsOf(result)).toEqual(["good"]);
    expect(codes(result)).toEqual(["TOOL_MALFORMED tool"]);
  });

  it.each([
    ["missing", {}],
    ["null", { inputSchema: null }],
    ["a list", { inputSchema: [] }],
    ["a text", { inputSchema: "{}" }],
    ["true", { inputSchema: true }],
    ["that of a list", { inputSchema: { type: "array", items: {} } }],
  ])("keeps a tool whose input schema is %s: it accepts any object", async (_, members) => {
    const lists = { "tools/list": [[tool("a"), { name: "b", ...members }, tool("c")]] };
    const result = await ask({ capabilities: { tools: {} }, lists });
    expect(toolsOf(result)).toEqual(["a", "b", "c"]);
    expect(result.models[0]?.tools[1]?.inputSchema).toEqual({ type: "object" });
    expect(codes(result)).toEqual(['TOOL_REPAIRED tool "b"']);
  });

  it.each<[string, object, object, readonly string[]]>([
    ["answers an error", { errors: { "tools/list": { code: -32603, message: "offline" } } }, {}, []],
    ["does not answer", { silent: ["tools/list"] }, { listMs: 500 }, []],
    ["is not a list", { nonsense: "tools/list" }, {}, []],
    ["breaks at a later page", { endless: "tools/list", brokenPage: 2 }, {}, ["t0", "t1"]],
    [
      "stops answering at a later page",
      { endless: "tools/list", silentPage: 2 },
      { listMs: 900 },
      ["t0", "t1"],
    ],
    ["needs too long for all pages", { endless: "tools/list", slowMs: 300 }, { listMs: 1_000 }, ["t0"]],
  ])("fails a server whose list %s; if allowed, what arrived is kept", async (_, script, limits, names) => {
    const prompts = { "prompts/list": [[{ name: "p" }]] };
    const all = { capabilities: { tools: {}, prompts: {} }, lists: prompts, ...script };
    const refused = await ask(all, { limits });
    expect(refused.failures).toMatchObject([
      { code: "LIST_CUT", message: expect.stringMatching(/tools\/list: .*--allow-cut s/) },
    ]);
    const result = await ask(all, { limits, allowCut: ["s"] });
    expect(result.models[0]?.prompts.map(({ name }) => name)).toEqual(["p"]);
    expect(codes(result)).toEqual(["LIST_FAILED tools/list"]);
    expect(toolsOf(result).slice(0, names.length)).toEqual(names);
    expect(result.failedLists.get("s")).toEqual(names.length === 0 ? ["tools"] : undefined);
  });

  it.each<[string, object, string]>([
    ["none of its lists comes", { capabilities: { tools: {} } }, "NOTHING_LISTED"],
    ["only others do", { capabilities: { tools: {}, prompts: {} } }, "LIST_CUT"],
  ])("names number, option and the server's words if %s in time", async (_, script, code) => {
    const late = { ...script, silent: ["tools/list"], says: "waiting for the database" };
    const { failures } = await ask(late, { limits: { listMs: 800 } });
    const want = /within 800 ms\. Allow more time with --timeout or --limit listMs=N\..*for the database/s;
    expect(failures).toMatchObject([{ code, message: expect.stringMatching(want) }]);
  });

  it("treats a list that a server does not know as empty", async () => {
    const result = await ask({
      capabilities: { resources: {} },
      lists: { "resources/list": [[{ uri: "x://a", name: "a" }]] },
      errors: { "resources/templates/list": { code: -32601, message: "no" } },
    });
    expect(result.models[0]?.resources).toHaveLength(1);
    expect(codes(result)).toEqual([]);
  });

  it("fails a server if none of its lists can be read", async () => {
    const { failures, models } = await ask({
      capabilities: { tools: {} },
      errors: { "tools/list": { code: -32603, message: "no key" } },
    });
    expect(models).toEqual([]);
    expect(failures).toMatchObject([
      {
        server: "s",
        code: "NOTHING_LISTED",
        message:
          'Server "s" was reached, but none of its lists could be read. tools/list: no key. Its items are missing. Check its credentials and its log.',
      },
    ]);
  });

  it("does not wait for a server that never answers, and leaves no process", async () => {
    const started = performance.now();
    const { failures } = await ask({ silent: ["initialize", "server/discover"] }, { timeoutMs: 700 });
    expect(failures).toMatchObject([{ code: "INTROSPECT_TIMEOUT" }]);
    expect(performance.now() - started).toBeLessThan(20_000);
    expect(await isAlive()).toBe(false);
  });

  it("names the network variables that a hanging server was not given", async () => {
    vi.stubEnv("HTTPS_PROXY", "http://proxy.test:3128");
    try {
      const { failures } = await ask({ silent: ["initialize", "server/discover"] }, { timeoutMs: 500 });
      expect(failures[0]).toMatchObject({
        code: "INTROSPECT_TIMEOUT",
        message: expect.stringMatching(
          /with --timeout\. Set here and not passed on to it: .*HTTPS_PROXY/,
        ) as string,
      });
    } finally {
      vi.unstubAllEnvs();
    }
  });

  it("keeps the original error where no log prints it by accident", async () => {
    const { failures } = await ask({ errors: { initialize: { code: -32000, message: "got s3cret-value" } } });
    const [failure] = failures;
    expect(failure?.cause).toBeInstanceOf(Error);
    expect(Object.keys(failure ?? {})).not.toContain("cause");
    expect(inspect({ ...failure })).not.toContain("Error:");
    expect(inspect(failure)).not.toContain("at ");
  });

  it("reports what a server writes instead of an answer, without secrets of its config", async () => {
    const program =
      'console.log("ready with " + process.env.KEY); console.error("key " + process.env.KEY + " expired"); setInterval(() => undefined, 1000)';
    const { failures } = await introspect(
      parseConfig({
        mcpServers: { noisy: { command: "node", args: ["-e", program], env: { KEY: "s3cret-value" } } },
      }).servers,
      { timeoutMs: 900 },
    );
    expect(failures[0]?.message).toContain(
      "Its standard output contained something that is not a message: ready with ***",
    );
    expect(failures[0]?.message).toContain("Its last output: key *** expired");
    expect(failures[0]?.message).not.toContain("s3cret");
  });

  it("leaves no process when it is aborted", async () => {
    const controller = new AbortController();
    const reason = new Error("enough");
    const running = ask({ silent: ["initialize", "server/discover"] }, { signal: controller.signal });
    setTimeout(() => controller.abort(reason), 600);
    await expect(running).rejects.toBe(reason);
    expect(await isAlive()).toBe(false);
  });

  it("keeps the others when one is down or lacks a variable", async () => {
    const events: IntrospectEvent[] = [];
    const servers = {
      dead: { command: process.execPath, args: ["-e", "process.exit(3)"] },
      unset: { command: "node", env: { KEY: "${FMCP_NO_SUCH_VARIABLE}" } },
      absent: { command: "fmcp-no-such-command" },
      good: scripted({ capabilities: { tools: {} }, lists: { "tools/list": [[tool("a")]] } }),
    };
    const { models, failures } = await introspect(entriesOf(servers), {
      onEvent: (event) => events.push(event),
    });
    expect(models.map(({ key }) => key)).toEqual(["good"]);
    expect(Object.fromEntries(failures.map(({ server, message }) => [server, message]))).toEqual({
      dead: expect.stringContaining("code 3") as string,
      unset: expect.stringContaining("FMCP_NO_SUCH_VARIABLE") as string,
      absent: expect.stringContaining("fmcp-no-such-command") as string,
    });
    expect(events.filter(({ type }) => type === "server-start").map(({ server }) => server)).toEqual([
      "dead",
      "unset",
      "absent",
      "good",
    ]);
    expect(
      events
        .filter(({ type }) => type === "server-failed")
        .map(({ server }) => server)
        .sort(),
    ).toEqual(["absent", "dead", "unset"]);
  });

  it("asks at most as many servers at once as allowed", async () => {
    let running = 0;
    let most = 0;
    const onEvent = ({ type }: IntrospectEvent): void => {
      if (type === "server-start") most = Math.max(most, ++running);
      if (type === "server-ready" || type === "server-failed") running--;
    };
    const servers = Object.fromEntries(
      ["a", "b", "c", "d"].map((key) => [
        key,
        { command: process.execPath, args: ["-e", "process.exit(1)"] },
      ]),
    );
    await introspect(entriesOf(servers), { concurrency: 2, onEvent });
    expect(most).toBe(2);
  });
});
