import type { ListDiagnostic } from "../../../src/runtime/internal.js";
import { describe, expect, it, vi } from "vitest";
import { Client, InputValidationError, McpError, ToolError } from "../../../src/runtime/index.js";
import { scriptedSource } from "../support/sources.js";

describe("lists", () => {
  it("drops one malformed item, and reports its name and the reason", async () => {
    await using client = await Client.connect(scriptedSource());
    const events = vi.fn();
    client.on("diagnostic", events);
    const diagnostics: ListDiagnostic[] = [];
    const tools = await client.listTools({ onDiagnostic: (diagnostic) => diagnostics.push(diagnostic) });
    const used = [
      "echo",
      "null-description",
      "untyped",
      "no-schema",
      "schema-null",
      "takes-a-list",
      "bad-output",
    ];
    expect(tools.map(({ name }) => name)).toEqual(used);
    for (const { inputSchema } of tools.slice(3)) expect(inputSchema).toEqual({ type: "object" });
    expect(tools.at(-1)).not.toHaveProperty("outputSchema");
    expect(tools[1]).toEqual({ name: "null-description", inputSchema: { type: "object" } });
    expect(diagnostics.map(({ code, message }) => [code, message])).toEqual([
      ["ITEM_MALFORMED", 'tools "#6" was left out: it has no name.'],
      ["ITEM_MALFORMED", 'tools "#8" was left out: it is not an object.'],
      [
        "TOOL_REPAIRED",
        'tools "no-schema" is used although it has no inputSchema, so any object is accepted.',
      ],
      [
        "TOOL_REPAIRED",
        'tools "schema-null" is used although its inputSchema is null, not an object, so any object is accepted.',
      ],
      [
        "TOOL_REPAIRED",
        'tools "takes-a-list" is used although its inputSchema says type "array", not "object", so any object is accepted.',
      ],
      [
        "TOOL_REPAIRED",
        'tools "bad-output" is used although its outputSchema is a list, not an object, so its results are content.',
      ],
    ]);
    const told = events.mock.calls.map(([event]) => event as { code: string });
    expect(told.filter(({ code }) => code === "ITEM_MALFORMED")).toHaveLength(2);
    expect(told).toContainEqual(
      expect.objectContaining({ code: "TOOL_REPAIRED", subject: 'tools "no-schema"' }),
    );
    expect(told[0]).toMatchObject({
      code: "MESSAGE_REPAIRED",
      message: expect.stringContaining("`tools[1].description` was null") as string,
    });
  });

  it("returns a page as received", async () => {
    await using client = await Client.connect(scriptedSource());
    const page = await client.listToolsPage();
    expect(page.raw["tools"]).toHaveLength(9);
    expect(page.rejected).toHaveLength(2);
    expect(page.repaired).toHaveLength(4);
    expect(page.nextCursor).toBeUndefined();
  });

  it.each([
    ["pages", { maxPages: 3 }, 3, "LIST_TRUNCATED"],
    ["items", { maxItems: 5 }, 5, "LIST_TRUNCATED"],
    ["items, after more pages than one would think of", { maxItems: 300 }, 300, "LIST_TRUNCATED"],
  ])("a list without end ends at a bound of %s", async (_what, options, count, code) => {
    await using client = await Client.connect(scriptedSource("endless"));
    const onDiagnostic = vi.fn();
    expect(await client.listTools({ ...options, onDiagnostic })).toHaveLength(count);
    expect(onDiagnostic.mock.calls.map(([told]) => (told as ListDiagnostic).code)).toEqual([code]);
  });

  it('"" is a cursor, and a cursor that comes twice ends the list', async () => {
    await using client = await Client.connect(scriptedSource("same-cursor"));
    const onDiagnostic = vi.fn();
    expect(await client.listTools({ onDiagnostic })).toHaveLength(1);
    expect(onDiagnostic).toHaveBeenCalledWith(expect.objectContaining({ code: "CURSOR_REPEATED" }));
  });

  it("yields items one by one: requests the next page when it is needed", async () => {
    await using client = await Client.connect(scriptedSource("endless"));
    const names: string[] = [];
    for await (const { name } of client.iterate("tools")) {
      names.push(name);
      if (names.length === 3) break;
    }
    expect(names).toEqual(["t0", "t1", "t2"]);
  });

  it("fails only the list that fails", async () => {
    await using client = await Client.connect(scriptedSource());
    await expect(client.listPrompts()).rejects.toMatchObject({
      name: McpError.name,
      rpcCode: -32603,
      message: "prompts are broken",
    });
    expect(await client.listTools()).not.toHaveLength(0);
  });
});

describe("tools", () => {
  it("sends {} without arguments; `meta` and `version` reach the server", async () => {
    await using client = await Client.connect(scriptedSource());
    expect((await client.callTool("echo")).data).toEqual({ args: {}, meta: null });
    const { data } = await client.callTool(
      "echo",
      { a: 1 },
      { meta: { trace: "t", fastmcp: { x: 1 } }, version: "2.0" },
    );
    expect(data).toEqual({ args: { a: 1 }, meta: { trace: "t", fastmcp: { x: 1, version: "2.0" } } });
  });

  it("a wrapped result is unwrapped in `data`, and whole in `structuredContent`", async () => {
    await using client = await Client.connect(scriptedSource());
    expect(await client.callTool("wrapped")).toMatchObject({
      data: [1, 2],
      structuredContent: { result: [1, 2] },
    });
  });

  it.each([
    ["fails", "no\nreally"],
    ["silent-failure", 'Tool "silent-failure" returned an error'],
  ])("%s: ToolError says %j", async (name, message) => {
    await using client = await Client.connect(scriptedSource());
    await expect(client.callTool(name)).rejects.toMatchObject({
      name: ToolError.name,
      message,
      toolName: name,
    });
    expect(await client.callTool(name, {}, { raiseOnError: false })).toMatchObject({
      isError: true,
      data: undefined,
    });
  });

  it("a tool that runs as a task: started, watched, fetched", async () => {
    await using client = await Client.connect(scriptedSource());
    await expect(client.callTool("task")).rejects.toThrow("runs as a task");
    const known = { asTask: true, wrapped: false };
    expect((await client.backend.callTool("task", {}, {}, known)).content.text).toBe("polled 3");
  });
});

describe("prompts", () => {
  it("sends strings unchanged, anything else as compact JSON", async () => {
    await using client = await Client.connect(scriptedSource());
    const args = { s: "a b", list: [1, 2, 3], object: { key: "value" }, yes: true, none: null, n: 1.5 };
    expect(JSON.parse((await client.getPrompt("p", args)).text)).toEqual({
      s: "a b",
      list: "[1,2,3]",
      object: '{"key":"value"}',
      yes: "true",
      none: "null",
      n: "1.5",
    });
    expect((await client.getPrompt("p")).text).toBe("null");
  });

  const cycle: Record<string, unknown> = {};
  cycle["self"] = cycle;
  it.each([
    ["undefined", undefined, ["it"], "undefined cannot be represented in JSON"],
    ["a function", () => 1, ["it"], "function cannot be represented in JSON"],
    ["a bigint", 1n, ["it"], "a BigInt; send it as a string"],
    ["a bigint inside", { a: [0, 2n] }, ["it", "a", "1"], "a BigInt; send it as a string"],
    ["a cycle", cycle, ["it", "self"], "an object that contains itself"],
    [
      "a value without a string form inside",
      { a: [{ b: undefined }] },
      ["it"],
      'undefined cannot be represented in JSON (at "b")',
    ],
    ["a number that JSON does not know", NaN, ["it"], "NaN cannot be represented in JSON"],
  ])("%s is refused, not lost", async (_what, value, path, message) => {
    await using client = await Client.connect(scriptedSource());
    const error: unknown = await client.getPrompt("p", { it: value }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(InputValidationError);
    expect((error as InputValidationError).issues).toEqual([{ path, message }]);
  });
});

describe("any request", () => {
  it("goes through the layers, and returns the answer as received", async () => {
    await using client = await Client.connect(scriptedSource());
    const answer = await client.request(
      "tools/call",
      { name: "echo", arguments: { a: 1 } },
      { meta: { x: 1 } },
    );
    expect(answer).toMatchObject({ structuredContent: { args: { a: 1 }, meta: { x: 1 } } });
    await expect(client.request("no/such")).rejects.toMatchObject({ rpcCode: -32601 });
  });
});

describe("resources", () => {
  it("rejects a URI without a scheme before it is sent", async () => {
    await using client = await Client.connect(scriptedSource());
    await expect(client.readResource("no scheme")).rejects.toBeInstanceOf(InputValidationError);
  });
});

describe("numbers among the options of a call", () => {
  const calls: Record<string, (client: Client, options: object) => Promise<unknown>> = {
    callTool: (client, options) => client.callTool("echo", {}, options),
    callToolRaw: (client, options) => client.callToolRaw("echo", {}, options),
    callToolTask: (client, options) => client.callToolTask("echo", {}, options),
    readResource: (client, options) => client.readResource("docs://a", options),
    getPrompt: (client, options) => client.getPrompt("greet", {}, options),
    complete: (client, options) =>
      client.complete({ type: "ref/prompt", name: "greet" }, { name: "who", value: "" }, undefined, options),
    ping: (client, options) => client.ping(options),
    listTools: (client, options) => client.listTools(options),
    listToolsPage: (client, options) => client.listToolsPage(undefined, options),
    iterate: (client, options) => client.iterate("prompts", options).next(),
    batch: (client, options) => client.batch([{ name: "echo" }], options),
    "options of a batch's call": async (client, options) => {
      const [settled] = await client.batch([{ name: "echo", options }]);
      if (settled?.status === "rejected") throw settled.reason;
    },
  };
  const wrong = [
    [{ timeoutMs: "5s" }, 'timeoutMs: "5s" is not a valid duration'],
    [{ timeoutMs: NaN }, "timeoutMs: NaN is not a valid duration"],
    [{ timeoutMs: null }, "timeoutMs: null is not a valid duration"],
    [{ timeoutMs: -1 }, "timeoutMs: -1 is not a valid duration"],
    [{ maxTotalTimeoutMs: "1m" }, 'maxTotalTimeoutMs: "1m" is not a valid duration'],
    [{ retry: NaN }, "retry: NaN is not a valid count"],
    [{ maxPages: "7" }, 'maxPages: "7" is not a valid count'],
  ] as const;

  it.each(Object.entries(calls))("are checked by %s before anything is sent", async (_, call) => {
    const client = new Client(scriptedSource(), { autoInitialize: false });
    client.hold();
    for (const [options, message] of wrong) {
      const rejected = await call(client, options).catch((error: unknown) => error);
      expect(rejected).toMatchObject({
        name: "ConfigurationError",
        message: expect.stringContaining(message),
      });
    }
    expect(client.isConnected()).toBe(false);
    await client.close();
  });

  it.each([
    ["of a call", {}],
    ["of a call that progress extends", { resetTimeoutOnProgress: true, maxTotalTimeoutMs: 2 ** 40 }],
  ])("may be longer than a timer: limits %s, of the client and of an attempt", async (_what, more) => {
    const long = 2 ** 40;
    await using client = await Client.connect(scriptedSource(), {
      ...{ timeoutMs: long, listTimeoutMs: long, connectTimeoutMs: long, disconnectTimeoutMs: long },
      retry: { attemptTimeoutMs: long },
    });
    const options = { timeoutMs: long, ...more };
    await expect(client.callTool("echo", { a: 1 }, options)).resolves.toBeDefined();
    await expect(client.callToolRaw("echo", {})).resolves.toBeDefined();
    await expect(client.listTools(options)).resolves.toBeDefined();
    await expect(client.batch([{ name: "echo", options }], options)).resolves.toMatchObject([
      { status: "fulfilled" },
    ]);
  });

  it("are checked with several servers, even if failures are skipped", async () => {
    const client = new Client({ mcpServers: { a: { command: "none" }, b: { command: "none" } } });
    for (const name of ["listTools", "listToolsPage", "iterate", "ping"])
      await expect(calls[name]?.(client, { timeoutMs: "5s" })).rejects.toThrow("is not a valid duration");
    await client.close();
  });
});
