import { result } from "./server.js";

/** The texts that answer the request with this id: lines, frames, events. */
export type Make = (id: number) => readonly string[];

const json = JSON.stringify;
const envelope =
  (make: (id: number) => object): Make =>
  (id) => [json({ jsonrpc: "2.0", id, ...make(id) })];
const whole =
  (make: (id: number) => unknown): Make =>
  (id) => [json(make(id))];
const ofResult = (value: unknown): Make => envelope(() => ({ result: value }));
const ofError = (error: unknown): Make => envelope(() => ({ error }));
const fine = (id: unknown): object => ({ jsonrpc: "2.0", id, result });
const progress = (params: unknown): string =>
  json({ jsonrpc: "2.0", method: "notifications/progress", params });

/** Answers that are used, as if they were tidy. */
const usedAnswers: ReadonlyMap<string, Make> = new Map<string, Make>([
  ["tidy", whole(fine)],
  ["error null", envelope(() => ({ result, error: null }))],
  ["error false", envelope(() => ({ result, error: false }))],
  ["error empty", envelope(() => ({ result, error: "" }))],
  ["error {}", envelope(() => ({ result, error: {} }))],
  ["zero error", envelope(() => ({ result, error: { code: 0, message: "", data: null } }))],
  ["extra members", envelope(() => ({ result, timestamp: 1, server: { a: null } }))],
  [
    "own __proto__",
    (id) => [`{"jsonrpc":"2.0","id":${id},"result":${json(result)},"__proto__":{"method":"x"}}`],
  ],
  ["id as text", whole((id) => fine(String(id)))],
  ["id as float", (id) => [`{"jsonrpc":"2.0","id":${id}.0,"result":${json(result)}}`]],
  ["id with an exponent", (id) => [`{"jsonrpc":"2.0","id":${id}e0,"result":${json(result)}}`]],
  ["id last", (id) => [`{"result":${json(result)},"jsonrpc":"2.0","id":${id}}`]],
  ["no jsonrpc", whole((id) => ({ id, result }))],
  ["jsonrpc 1.0", whole((id) => ({ jsonrpc: "1.0", id, result }))],
  ["jsonrpc as number", whole((id) => ({ jsonrpc: 2, id, result }))],
  ["jsonrpc null", whole((id) => ({ jsonrpc: null, id, result }))],
  ["method null", envelope(() => ({ method: null, params: null, result }))],
  ["method repeated", envelope(() => ({ method: "tools/call", params: {}, result }))],
  ["method empty", envelope(() => ({ method: "", result }))],
  ["_meta null", ofResult({ ...result, _meta: null })],
  ["_meta a list", ofResult({ ...result, _meta: [] })],
  ["_meta a text", ofResult({ ...result, _meta: "x" })],
  ["isError null", ofResult({ ...result, isError: null })],
  ["isError false as a text", ofResult({ ...result, isError: "false" })],
  ["isError 0", ofResult({ ...result, isError: 0 })],
  ["toolResult", ofResult({ toolResult: result })],
  ["toolResult beside no content", ofResult({ content: [], toolResult: result })],
  ["resultType null", ofResult({ ...result, resultType: null })],
  ["structuredContent a list", ofResult({ ...result, structuredContent: [1] })],
  ["structuredContent null", ofResult({ ...result, structuredContent: null })],
  ["nulls in a block", ofResult({ content: [{ ...result.content[0], annotations: null, _meta: null }] })],
  ["unknown block beside", ofResult({ content: [{ type: "hologram", data: null }, ...result.content] })],
  ["batch of one", whole((id) => [fine(id)])],
  [
    "batch with a notification",
    (id) => [`[${progress({ progressToken: "x", progress: 1 })},${json(fine(id))}]`],
  ],
  ["batch with nulls", whole((id) => [null, fine(id), 7, "x"])],
  ["byte order mark", (id) => [`\uFEFF${json(fine(id))}`]],
  ["spaces around", (id) => [`  \t${json(fine(id))}  `]],
  ["carriage return", (id) => [`${json(fine(id))}\r`]],
  ["escapes", (id) => [json(fine(id)).replace("fine", "\\u0066ine")]],
  ["twice", (id) => [json(fine(id)), json(fine(id))]],
  [
    "behind answers to nobody",
    (id) => [json(fine(4_711)), json(fine("nobody")), json({ id: null, result }), json(fine(id))],
  ],
  [
    "behind malformed notifications",
    (id) => [
      progress(null),
      progress([]),
      progress({}),
      progress({ progressToken: null, progress: "1" }),
      progress({ progressToken: String(id), progress: null, total: null }),
      json({
        jsonrpc: "2.0",
        id: null,
        method: "notifications/message",
        params: { level: null, data: null },
      }),
      json({ jsonrpc: "2.0", method: "notifications/message" }),
      json({ jsonrpc: "2.0", method: "notifications/cancelled", params: { requestId: null } }),
      json({ jsonrpc: "2.0", method: "notifications/own", params: "text" }),
      json({ jsonrpc: "2.0", method: 7, params: {} }),
      json(fine(id)),
    ],
  ],
  [
    "behind malformed requests",
    (id) => [
      json({ jsonrpc: "2.0", id: {}, method: "ping" }),
      json({ jsonrpc: "2.0", id: null, method: "ping" }),
      json({ jsonrpc: "2.0", id: "p", method: "ping", params: null }),
      json({ jsonrpc: "2.0", id: 0, method: "roots/list", params: [] }),
      json({ jsonrpc: "2.0", id: 1.5, method: "sampling/createMessage", params: { messages: null } }),
      json({ jsonrpc: "2.0", id: "e", method: "elicitation/create" }),
      json({ jsonrpc: "2.0", id: true, method: "no/such" }),
      json(fine(id)),
    ],
  ],
  [
    "NaN inside",
    (id) => [
      `{"jsonrpc":"2.0","id":${id},"result":{"content":[{"type":"text","text":"fine"}],"structuredContent":{"a":NaN,"b":[-Infinity,Infinity],"c":"NaN"}}}`,
    ],
  ],
  ["a tab in a text", (id) => [json(fine(id)).replace('"text":', '"hint":"a\tb\u0001","text":')]],
  ["batch in a batch", whole((id) => [[fine(id)]])],
  ["over several lines", (id) => [JSON.stringify(fine(id), null, 2)]],
]);

/** Failures of a tool, whatever the form of `isError`. */
const failureAnswers: ReadonlyMap<string, Make> = new Map<string, Make>(
  ["true", "True", "yes", 1, "1", -1].map((isError) => [
    `isError ${json(isError)}`,
    ofResult({ ...result, isError }),
  ]),
);

/** Errors of servers, whatever their shape; and what of them is told. */
const errorAnswers: ReadonlyMap<string, readonly [object, Make]> = new Map<string, readonly [object, Make]>([
  [
    "tidy error",
    [
      { rpcCode: -1, message: "boom", data: { a: null } },
      ofError({ code: -1, message: "boom", data: { a: null } }),
    ],
  ],
  [
    "result null",
    [
      { rpcCode: -1, message: "boom" },
      envelope(() => ({ result: null, error: { code: -1, message: "boom" } })),
    ],
  ],
  [
    "result too",
    [{ rpcCode: -1, message: "boom" }, envelope(() => ({ result, error: { code: -1, message: "boom" } }))],
  ],
  ["data null", [{ rpcCode: -1, message: "boom" }, ofError({ code: -1, message: "boom", data: null })]],
  ["as a text", [{ rpcCode: -32603, message: "boom" }, ofError("boom")]],
  ["as a list", [{ rpcCode: -32603, message: '["boom"]' }, ofError(["boom"])]],
  ["as a number", [{ rpcCode: -32603, message: "5" }, ofError(5)]],
  ["as true", [{ rpcCode: -32603, message: "true" }, ofError(true)]],
  ["no code", [{ rpcCode: -32603, message: "boom" }, ofError({ message: "boom" })]],
  ["code null", [{ rpcCode: -32603, message: "boom" }, ofError({ code: null, message: "boom" })]],
  ["code as text", [{ rpcCode: -32050, message: "boom" }, ofError({ code: "-32050", message: "boom" })]],
  ["code as word", [{ rpcCode: -32603, message: "boom" }, ofError({ code: "EBAD", message: "boom" })]],
  ["code as fraction", [{ rpcCode: 1, message: "boom" }, ofError({ code: 1.5, message: "boom" })]],
  ["code too large", [{ rpcCode: -32603, message: "boom" }, ofError({ code: 1e300, message: "boom" })]],
  [
    "no message",
    [{ rpcCode: -7, message: 'The server gave no message: {"code":-7}' }, ofError({ code: -7 })],
  ],
  [
    "message null",
    [
      { rpcCode: -7, message: 'The server gave no message: {"code":-7,"message":null}' },
      ofError({ code: -7, message: null }),
    ],
  ],
  [
    "message an object",
    [{ rpcCode: -7, message: "boom" }, ofError({ code: -7, message: { a: 1 }, detail: "boom" })],
  ],
  ["nested", [{ rpcCode: -32603, message: "boom" }, ofError({ error: "boom" })]],
  [
    "id as text, error",
    [
      { rpcCode: -1, message: "boom" },
      whole((id) => ({ id: String(id), error: { code: -1, message: "boom" } })),
    ],
  ],
  [
    "id null, error",
    [
      { rpcCode: -1, message: "boom" },
      whole(() => ({ jsonrpc: "2.0", id: null, error: { code: -1, message: "boom" } })),
    ],
  ],
  [
    "no id, error",
    [
      { rpcCode: -1, message: "boom" },
      whole(() => ({ jsonrpc: "2.0", error: { code: -1, message: "boom" } })),
    ],
  ],
  ["empty error", [{ rpcCode: -32603 }, ofError({})]],
]);

/** Answers that carry the id and say nothing that could be used. */
const unreadableAnswers: ReadonlyMap<string, Make> = new Map<string, Make>([
  ["nothing but an id", envelope(() => ({}))],
  ["a null result", ofResult(null)],
  ["a list as result", ofResult([])],
  ["a text as result", ofResult("fine")],
  ["a number as result", ofResult(0)],
  ["true as result", ofResult(true)],
  ["false as result", ofResult(false)],
  ["content a text", ofResult({ content: "fine" })],
  ["content an object", ofResult({ content: { type: "text", text: "fine" } })],
  ["a null block", ofResult({ content: [null] })],
  ["a block without a type", ofResult({ content: [{ text: "fine" }] })],
  ["a text as block", ofResult({ content: ["fine"] })],
  ["toolResult a text", ofResult({ toolResult: "fine" })],
  ["toolResult without content", ofResult({ toolResult: { answer: "fine" } })],
  ["cut", (id) => [json(fine(id)).slice(0, -9)]],
  ["cut in a text", (id) => [`{"jsonrpc":"2.0","id":${id},"result":{"content":[{"type":"te`]],
  ["broken inside", (id) => [`{"jsonrpc":"2.0","id":${id},"result":{"content":[{]}}`]],
  ["a bare word", (id) => [`{"jsonrpc":"2.0","id":${id},"result":undefined}`]],
]);

/** Answers that name no request: with several waiting, nobody can tell whose they are. */
export const nameless: ReadonlySet<string> = new Set(["id null, error", "no id, error"]);

interface OddAnswer {
  readonly make: Make;
  readonly want: object;
}

/** All of them, by name, and what a call comes to. */
export const oddAnswers: ReadonlyMap<string, OddAnswer> = new Map<string, OddAnswer>([
  ...[...usedAnswers].map(([name, make]) => [name, { make, want: { text: "fine" } }] as const),
  ...[...errorAnswers].map(
    ([name, [error, make]]) => [name, { make, want: { code: "MCP_ERROR", ...error } }] as const,
  ),
  ...[...failureAnswers].map(([name, make]) => [name, { make, want: { code: "TOOL_ERROR" } }] as const),
  ...[...unreadableAnswers].map(
    ([name, make]) => [name, { make, want: { code: "PROTOCOL_ERROR" } }] as const,
  ),
]);
