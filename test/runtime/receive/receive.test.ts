import { describe, expect, it } from "vitest";
import { receive, type RequestId } from "../../../src/runtime/receive/index.js";

const waiting = (method = "tools/call", ...ids: readonly RequestId[]) =>
  new Map((ids.length === 0 ? [1] : ids).map((id) => [id, { method }]));
const result = { content: [{ type: "text", text: "fine" }] };

describe("receive: the envelope of an answer", () => {
  it.each([
    ["as JSON-RPC has it", { jsonrpc: "2.0", id: 1, result }, { id: 1, result }],
    ["with `error: null`", { jsonrpc: "2.0", id: 1, result, error: null }, { id: 1, result }],
    ["with `error: false`", { jsonrpc: "2.0", id: 1, result, error: false }, { id: 1, result }],
    [
      "with the zero error of Go",
      { jsonrpc: "2.0", id: 1, result, error: { code: 0, message: "" } },
      { id: 1, result },
    ],
    ["with a text as id", { jsonrpc: "2.0", id: "1", result }, { id: 1, result }],
    ["without `jsonrpc`", { id: 1, result }, { id: 1, result }],
    ["with `jsonrpc` as a number", { jsonrpc: 2, id: 1, result }, { id: 1, result }],
    ["with unknown members", { jsonrpc: "2.0", id: 1, result, timestamp: 1 }, { id: 1, result }],
    ["with `method: null`", { jsonrpc: "2.0", id: 1, method: null, params: null, result }, { id: 1, result }],
    ["that repeats the method", { jsonrpc: "2.0", id: 1, method: "tools/call", result }, { id: 1, result }],
  ])("reads an answer %s", (_, given, want) => {
    expect(receive(given, waiting())).toMatchObject({
      kind: "message",
      message: { jsonrpc: "2.0", ...want },
    });
  });

  it("drops members that JSON-RPC does not define", () => {
    const read = receive({ jsonrpc: "2.0", id: 1, result, error: null, x: 1 }, waiting());
    expect(read).toEqual({
      kind: "message",
      message: { jsonrpc: "2.0", id: 1, result },
      repairs: ["`error` was null"],
    });
  });

  it.each([
    ["as JSON-RPC has it", { code: -32000, message: "boom" }, { code: -32000, message: "boom" }],
    [
      "with `data: null`",
      { code: -1, message: "boom", data: null },
      { code: -1, message: "boom", data: null },
    ],
    [
      "without a message",
      { code: -32000 },
      { code: -32000, message: 'The server gave no message: {"code":-32000}' },
    ],
    ["without a code", { message: "boom" }, { code: -32603, message: "boom" }],
    [
      "with a number in a text as code",
      { code: "-32000", message: "boom" },
      { code: -32000, message: "boom" },
    ],
    ["with a word as code", { code: "EBAD", message: "boom" }, { code: -32603, message: "boom" }],
    ["with a fraction as code", { code: 1.5, message: "boom" }, { code: 1, message: "boom" }],
    ["with its text elsewhere", { code: 1, detail: "boom" }, { code: 1, message: "boom" }],
    ["that is a text", "boom", { code: -32603, message: "boom" }],
    ["that is a list", ["boom"], { code: -32603, message: '["boom"]' }],
  ])("repairs an error %s", (_, error, want) => {
    for (const beside of [{}, { result: null }]) {
      const read = receive({ jsonrpc: "2.0", id: 1, error, ...beside }, waiting());
      expect(read).toMatchObject({ kind: "message", message: { id: 1, error: want } });
    }
  });

  it.each([
    ["fails the request that carries its id", { jsonrpc: "2.0", id: "1" }, "unreadable"],
    ["ignores a repeated answer", { jsonrpc: "2.0", id: 8, result }, "ignored"],
    ["ignores a value that is not an object", "text", "ignored"],
    ["ignores an answer without an id", { jsonrpc: "2.0", result }, "ignored"],
  ])("%s", (_, given, kind) => {
    expect(receive(given, waiting("tools/call", 1, 2))).toMatchObject({ kind });
  });

  it.each([
    ["a result without an id", { jsonrpc: "2.0", result }, "a result"],
    ["a result with the id null", { jsonrpc: "2.0", id: null, result }, "a result"],
    ["an error without an id", { jsonrpc: "2.0", error: { code: 1, message: "boom" } }, "an error"],
    ["a repeated answer", { jsonrpc: "2.0", id: 8, result }, undefined],
    ["no answer at all", { jsonrpc: "2.0" }, undefined],
  ])("says what names no request: %s", (_, given, nameless) => {
    const read = receive(given, waiting("tools/call", 1, 2));
    expect(read.kind === "ignored" && read.nameless).toBe(nameless);
  });

  const error = { code: -32603, message: "disk full" };
  it.each([
    ["to the only request", waiting("tools/call", 3), error, "none", "message"],
    ["to none of several", waiting("tools/call", 3, 4), error, "none", "ignored"],
    ["to none, where a notification may be meant", waiting(), error, "open", "ignored"],
    ["to the only request, where all are past", waiting(), error, "past", "message"],
    ["to none, where a method is unknown", waiting(), { ...error, code: -32601 }, "past", "ignored"],
    ["to the only request, where none was sent", waiting(), { ...error, code: -32601 }, "none", "message"],
  ])("gives an error without an id %s", (_, requests, given, sent, kind) => {
    const notifications = { any: sent !== "none", open: sent === "open" };
    expect(receive({ jsonrpc: "2.0", id: null, error: given }, requests, notifications)).toMatchObject({
      kind,
    });
  });
});

describe("receive: members that are null", () => {
  const data = { default: null, enum: [null], const: null, a: { b: null } };
  it.each<readonly [string, object, object]>([
    [
      "tools/call",
      {
        _meta: null,
        isError: null,
        structuredContent: data,
        content: [
          { type: "text", text: "x", annotations: null, _meta: null },
          { type: "text", text: "y", annotations: { audience: null, priority: 1 }, _meta: { own: null } },
          { type: "resource", resource: { uri: "u", text: null, blob: "AA==", mimeType: null } },
        ],
      },
      {
        structuredContent: data,
        content: [
          { type: "text", text: "x" },
          { type: "text", text: "y", annotations: { priority: 1 }, _meta: { own: null } },
          { type: "resource", resource: { uri: "u", blob: "AA==" } },
        ],
      },
    ],
    ["tools/call", { structuredContent: null, content: [] }, { structuredContent: null, content: [] }],
    [
      "tools/list",
      {
        nextCursor: null,
        tools: [
          {
            name: "a",
            title: null,
            annotations: { readOnlyHint: null },
            inputSchema: data,
            outputSchema: null,
          },
          {
            name: "b",
            inputSchema: null,
            outputSchema: data,
            execution: null,
            icons: [{ src: "i", sizes: null }],
          },
        ],
      },
      {
        tools: [
          { name: "a", annotations: {}, inputSchema: data },
          { name: "b", inputSchema: null, outputSchema: data, icons: [{ src: "i" }] },
        ],
      },
    ],
    [
      "prompts/list",
      {
        prompts: [
          { name: "p", arguments: [{ name: "a", required: null }] },
          { name: "q", arguments: null },
        ],
      },
      { prompts: [{ name: "p", arguments: [{ name: "a" }] }, { name: "q" }] },
    ],
    [
      "prompts/get",
      { description: null, messages: [{ role: "user", content: { type: "text", text: "x", _meta: null } }] },
      { messages: [{ role: "user", content: { type: "text", text: "x" } }] },
    ],
    ["resources/list", { resources: [{ uri: "u", size: null }] }, { resources: [{ uri: "u" }] }],
    [
      "resources/read",
      { contents: [{ uri: "u", text: "", blob: null }] },
      { contents: [{ uri: "u", text: "" }] },
    ],
    ["completion/complete", { completion: { values: [], total: null } }, { completion: { values: [] } }],
    ["tasks/get", { taskId: "t", ttl: null, statusMessage: null }, { taskId: "t", ttl: null }],
    ["x/own", { a: null, _meta: null }, { a: null }],
    ["tools/call", { content: [], _meta: [] }, { content: [] }],
  ])("count as absent in %s, and data stays", (method, given, want) => {
    const before = structuredClone(given);
    expect(receive({ jsonrpc: "2.0", id: 1, result: given }, waiting(method))).toMatchObject({
      message: { result: want },
    });
    expect(receive({ jsonrpc: "2.0", id: 1, result: given }, waiting(method))).toHaveProperty(
      "message.result",
      want,
    );
    expect(given).toEqual(before);
  });

  it.each([
    ["ping", null, {}],
    ["logging/setLevel", true, {}],
    ["tools/call", null, null],
    ["tools/call", "hello", "hello"],
  ])("the result of %s, %j, becomes %j", (method, given, want) => {
    const read = receive({ jsonrpc: "2.0", id: 1, result: given, error: null }, waiting(method));
    expect(read).toHaveProperty("message.result", want);
  });

  it.each([
    ["tools/call", { isError: "True" }, { isError: true }, '`isError` was "True"'],
    ["tools/call", { isError: {} }, { isError: false }, "`isError` was {}"],
    ["tools/call", { toolResult: { content: [] } }, { content: [] }, "the result was in `toolResult`"],
    ["tasks/result", { isError: 1 }, { isError: true }, "`isError` was 1"],
    [
      "tasks/get",
      { taskId: "t", result: { isError: "1" } },
      { taskId: "t", result: { isError: true } },
      '`isError` was "1"',
    ],
    ["x/own", { isError: "True" }, { isError: "True" }, undefined],
  ])("the result of %s %j is repaired, and the repair is listed", (method, given, want, repair) => {
    const read = receive({ jsonrpc: "2.0", id: 1, result: given }, waiting(method));
    expect(read).toHaveProperty("message.result", want);
    expect(read.repairs).toEqual(repair === undefined ? [] : [repair]);
  });

  it("are reported by their paths", () => {
    const given = { content: [{ type: "text", text: "x", _meta: null }], _meta: null };
    const { repairs } = receive({ jsonrpc: "2.0", id: 1, result: given }, waiting());
    expect(repairs).toEqual(["`_meta` was null", "`content[0]._meta` was null"]);
  });
});

describe("receive: the handshake", () => {
  const base = {
    protocolVersion: "2025-06-18",
    capabilities: { tools: {} },
    serverInfo: { name: "s", version: "1" },
  };
  it.each<readonly [string, object, object]>([
    ["`instructions: null`", { instructions: null }, {}],
    ["`instructions` as a list", { instructions: ["a"] }, {}],
    ["a capability that is null", { capabilities: { tools: {}, prompts: null } }, {}],
    ["a capability that is true", { capabilities: { tools: true } }, {}],
    ["a capability that is a list", { capabilities: { tools: [{ name: "t" }] } }, {}],
    ["a capability that is false", { capabilities: { tools: {}, logging: false } }, {}],
    ["capabilities that are null", { capabilities: null }, { capabilities: {} }],
    ["capabilities that are a list", { capabilities: ["tools"] }, { capabilities: {} }],
    ["a flag that is null", { capabilities: { tools: { listChanged: null } } }, {}],
    [
      "a flag that is a text",
      { capabilities: { tools: { listChanged: "true" } } },
      { capabilities: { tools: { listChanged: true } } },
    ],
    [
      "an experimental capability that is null",
      { capabilities: { tools: {}, experimental: { x: null, y: true } } },
      { capabilities: { tools: {}, experimental: { y: {} } } },
    ],
    ["nulls in `serverInfo`", { serverInfo: { name: "s", version: "1", title: null, icons: null } }, {}],
    ["a version that is a number", { serverInfo: { name: "s", version: 1 } }, {}],
    ["no version", { serverInfo: { name: "s" } }, { serverInfo: { name: "s", version: "unknown" } }],
    ["no `serverInfo`", { serverInfo: undefined }, { serverInfo: { name: "unknown", version: "unknown" } }],
    ["`_meta: null`", { _meta: null }, {}],
  ])("accepts %s", (_, given, want) => {
    const read = receive({ jsonrpc: "2.0", id: 1, result: { ...base, ...given } }, waiting("initialize"));
    expect(read).toHaveProperty("message.result", { ...base, ...want });
    expect(read.repairs.length).toBeGreaterThan(0);
  });

  it("reads the answer to `server/discover` in the same way", () => {
    const info = "io.modelcontextprotocol/serverInfo";
    const given = {
      supportedVersions: ["2026-07-28"],
      capabilities: { tools: null },
      instructions: null,
      _meta: { [info]: { name: "s", version: "1", title: null } },
    };
    expect(receive({ jsonrpc: "2.0", id: 1, result: given }, waiting("server/discover"))).toHaveProperty(
      "message.result",
      { supportedVersions: ["2026-07-28"], capabilities: {}, _meta: { [info]: { name: "s", version: "1" } } },
    );
  });
});

describe("receive: what a server asks and tells", () => {
  it.each([
    ["a notification with `id: null`", { id: null, method: "m" }, { method: "m" }],
    ["a request with `params: null`", { id: 0, method: "ping", params: null }, { id: 0, method: "ping" }],
    [
      "progress without a total",
      { method: "notifications/progress", params: { progressToken: "p", progress: 1, total: null } },
      { method: "notifications/progress", params: { progressToken: "p", progress: 1 } },
    ],
    [
      "a log whose data is null",
      { method: "notifications/message", params: { level: "info", logger: null, data: null } },
      { method: "notifications/message", params: { level: "info", data: null } },
    ],
    [
      "a form with nulls in its schema",
      { id: "e", method: "elicitation/create", params: { mode: null, requestedSchema: { default: null } } },
      { id: "e", method: "elicitation/create", params: { requestedSchema: { default: null } } },
    ],
  ])("reads %s", (_, given, want) => {
    const read = receive({ jsonrpc: "2.0", ...given }, waiting());
    expect(read).toHaveProperty("message", { jsonrpc: "2.0", ...want });
  });
});
