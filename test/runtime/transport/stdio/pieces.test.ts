import { Writable } from "node:stream";
import type { JSONRPCMessage } from "@modelcontextprotocol/client";
import { describe, expect, it } from "vitest";
import { checkEnvironment, childEnvironment } from "../../../../src/runtime/transport/stdio/environment.js";
import { Excerpt } from "../../../../src/runtime/transport/stdio/excerpt.js";
import { HandshakeMemory } from "../../../../src/runtime/transport/stdio/handshake-memory.js";
import { IdSpace } from "../../../../src/runtime/transport/stdio/id-space.js";
import { LineWriter } from "../../../../src/runtime/transport/stdio/line-writer.js";
import { LineFramer, type SkippedLine } from "../../../../src/runtime/transport/stdio/line-framer.js";
import { cpuMsOf } from "../../../support/cpu-time.js";

describe("LineFramer", () => {
  function frame(
    chunks: readonly Buffer[],
    limit = 100,
  ): { lines: string[]; skipped: SkippedLine[]; rest: number } {
    const lines: string[] = [];
    const skipped: SkippedLine[] = [];
    const framer = new LineFramer(
      limit,
      (line) => lines.push(line),
      (line) => skipped.push(line),
    );
    for (const chunk of chunks) framer.push(chunk);
    return { lines, skipped, rest: framer.rest };
  }

  it("returns the same lines wherever the stream is cut", () => {
    const bytes = Buffer.from("a\n\n€😀x\r\nlast");
    for (let a = 0; a <= bytes.length; a++) {
      for (let b = a; b <= bytes.length; b++) {
        const cut = [bytes.subarray(0, a), bytes.subarray(a, b), bytes.subarray(b)];
        expect(frame(cut)).toEqual({ lines: ["a", "", "€😀x\r"], skipped: [], rest: 4 });
      }
    }
  });

  it.each([
    ["keeps a line at the limit", ["abcd\n"], ["abcd"], []],
    ["skips a line over it", ["abcde\nab\n"], ["ab"], [{ size: 5, ids: [], isAnswer: false }]],
    [
      "skips a line that comes in pieces once",
      ["ab\nab", "cd", "e", "fgh", "\nab\n"],
      ["ab", "ab"],
      [{ size: 8, ids: [], isAnswer: false }],
    ],
    ["waits for the end of a line over it", ["abcde"], [], []],
    [
      "finds the id of an answer at any position",
      ['{"result":{"id":1,"a":["}"', '],"b":{"id":2}},"id":7', "}\nab\n"],
      ["ab"],
      [{ size: 49, ids: [7], isAnswer: true }],
    ],
    [
      "tells a request from an answer",
      ['{"id":7,"method":"ping"}\n'],
      [],
      [{ size: 24, ids: [7], isAnswer: false }],
    ],
  ])("%s", (_, chunks, lines, skipped) => {
    expect(
      frame(
        chunks.map((it) => Buffer.from(it)),
        4,
      ),
    ).toMatchObject({ lines, skipped });
  });

  it("takes linear time", () => {
    const chunk = Buffer.alloc(64, "x");
    const chunks = [...Array<Buffer>(200_000).fill(chunk), Buffer.from("\n")];
    expect(cpuMsOf(() => frame(chunks, 2 ** 30))).toBeLessThan(4_000);
  });
});

describe("the environment of a child", () => {
  const parent = { PATH: "/bin", HOME: "/h", SECRET: "s", SHELL: "() { evil; }", SYSTEMROOT: "C:\\W" };
  it.each([
    ["the safe few", {}, {}, "linux", { PATH: "/bin", HOME: "/h" }],
    ["those of Windows", {}, {}, "win32", { PATH: "/bin", SYSTEMROOT: "C:\\W" }],
    ["declared ones win", { PATH: "/own", A: "" }, {}, "linux", { PATH: "/own", HOME: "/h", A: "" }],
    [
      "named ones next to it",
      {},
      { inheritEnv: ["SECRET", "MISSING"] },
      "linux",
      { PATH: "/bin", HOME: "/h", SECRET: "s" },
    ],
    [
      "all, but no function",
      {},
      { inheritEnv: true },
      "linux",
      { PATH: "/bin", HOME: "/h", SECRET: "s", SYSTEMROOT: "C:\\W" },
    ],
  ] as const)("%s", (_, declared, options, platform, want) => {
    expect(childEnvironment(declared, options, parent, platform)).toEqual(want);
  });

  it.each([
    ["A=B", "x"],
    ["", "x"],
    ["A", "x\0y"],
  ])("%j=%j is refused", (name, value) => {
    expect(() => checkEnvironment({ [name]: value }, {}, "s")).toThrow(
      expect.objectContaining({ code: "CONFIGURATION" }),
    );
  });
});

describe("Excerpt", () => {
  const ends = (size: { head: number; tail: number }, chunks: readonly string[], ...secrets: string[]) => {
    const excerpt = new Excerpt(size);
    for (const chunk of chunks) excerpt.push(Buffer.from(chunk));
    return excerpt.ends(secrets);
  };

  it.each<readonly [string, readonly string[], object]>([
    ["nothing", [], { tail: "" }],
    ["all of what is short", ["abc", "defgh"], { tail: "abcdefgh" }],
    ["repeats no byte", ["abcdefgh", "ij"], { head: "ab", tail: "cdefghij" }],
    ["both ends of what is long", ["0123", "x".repeat(50), "abcdefgh"], { head: "0123", tail: "abcdefgh" }],
    ["both ends of one long chunk", [`0123${"x".repeat(50)}abcdefgh`], { head: "0123", tail: "abcdefgh" }],
  ])("keeps %s", (_, chunks, want) => {
    expect(ends({ head: 4, tail: 8 }, chunks)).toEqual(want);
  });

  it("does not keep half of a secret at a cut", () => {
    const noise = Array<string>(1_000).fill("x".repeat(100));
    const chunks = ["z".repeat(10), "SECRETSECRET", ...noise, `SECRETSECRET${"y".repeat(8_186)}`];
    const { head = "", tail } = ends({ head: 16, tail: 8_192 }, chunks, "SECRETSECRET");
    // The plain cuts would leave halves, which nothing recognises.
    expect(tail.length).toBe(8_192);
    expect(tail.slice(0, 12)).toBe("xxx***yyyyyy");
    expect(head).toBe("zzzzzzzzzz***xxx");
  });
});

describe("IdSpace", () => {
  const message = (value: object): JSONRPCMessage => ({ jsonrpc: "2.0", ...value }) as JSONRPCMessage;
  const space = new IdSpace(1);
  const shifted = 2 ** 32;
  it.each([
    [
      "a request",
      { id: 3, method: "m", params: { a: 1 } },
      { id: shifted + 3, method: "m", params: { a: 1 } },
    ],
    ["without params", { id: 3, method: "m" }, { id: shifted + 3, method: "m" }],
    ["a text id", { id: "x", method: "m" }, { id: "x~1", method: "m" }],
    [
      "its progress token",
      { id: 3, method: "m", params: { _meta: { progressToken: 3, b: 1 } } },
      { id: shifted + 3, method: "m", params: { _meta: { progressToken: shifted + 3, b: 1 } } },
    ],
    [
      "a cancellation",
      { method: "notifications/cancelled", params: { requestId: 3 } },
      { method: "notifications/cancelled", params: { requestId: shifted + 3 } },
    ],
    ["an answer to the server", { id: 3, result: {} }, { id: 3, result: {} }],
  ])("on the way out: %s", (_, given, want) => {
    expect(space.outgoing(message(given))).toEqual(message(want));
  });
  it.each([
    ["an answer", { id: shifted + 3, result: { a: 1 } }, { id: 3, result: { a: 1 } }],
    [
      "an error",
      { id: "x~1", error: { code: 1, message: "" } },
      { id: "x", error: { code: 1, message: "" } },
    ],
    ["of an earlier connection", { id: 3, result: {} }, undefined],
    ["of an earlier connection, text", { id: "x", result: {} }, undefined],
    ["an answer whose id is a string", { id: String(shifted + 3), result: {} }, { id: 3, result: {} }],
    [
      "an error without an id",
      { error: { code: 1, message: "" } },
      { id: null, error: { code: 1, message: "" } },
    ],
    ["of a later one", { id: 2 * shifted + 3, result: {} }, undefined],
    [
      "progress",
      { method: "notifications/progress", params: { progressToken: shifted + 3, progress: 1 } },
      { method: "notifications/progress", params: { progressToken: 3, progress: 1 } },
    ],
    [
      "progress of an earlier connection",
      { method: "notifications/progress", params: { progressToken: 3 } },
      undefined,
    ],
    [
      "a subscription",
      {
        method: "notifications/x",
        params: { _meta: { "io.modelcontextprotocol/subscriptionId": shifted + 2 } },
      },
      { method: "notifications/x", params: { _meta: { "io.modelcontextprotocol/subscriptionId": 2 } } },
    ],
    ["a request of the server", { id: 3, method: "ping" }, { id: 3, method: "ping" }],
    ["another notification", { method: "notifications/x" }, { method: "notifications/x" }],
  ])("on the way in: %s", (_, given, want) => {
    expect(space.incoming(message(given))).toEqual(want && message(want));
  });
  it("does not change the messages of the first connection", () => {
    const first = new IdSpace(0);
    const any = message({ id: 3, method: "m", params: { _meta: { progressToken: 3 } } });
    expect(first.outgoing(any)).toBe(any);
    expect(first.incoming(any)).toBe(any);
  });
});

it("HandshakeMemory repeats an answer only to the same handshake", () => {
  const memory = new HandshakeMemory();
  const initialize = (id: number, name: string) =>
    ({ jsonrpc: "2.0", id, method: "initialize", params: { clientInfo: { name } } }) as JSONRPCMessage;
  const initialized = { jsonrpc: "2.0", method: "notifications/initialized" } as JSONRPCMessage;
  expect(memory.outgoing(initialize(0, "a"))).toBe("send");
  expect(memory.outgoing(initialized)).toBe("send");
  memory.incoming({ jsonrpc: "2.0", id: 0, result: { x: 1 } } as JSONRPCMessage);
  expect(memory.outgoing(initialize(5, "a"))).toEqual({
    answer: { jsonrpc: "2.0", id: 5, result: { x: 1 } },
  });
  expect(memory.outgoing(initialized)).toBe("drop");
  expect(memory.outgoing(initialize(6, "b"))).toBe("send");
  expect(memory.outgoing(initialized)).toBe("send");
  memory.incoming({ jsonrpc: "2.0", id: 6, error: { code: 1, message: "no" } } as JSONRPCMessage);
  expect(memory.outgoing(initialize(7, "a"))).toBe("send");
});

describe("LineWriter", () => {
  /** A stream that keeps what each write brought, and fails where it is told to. */
  const sink = (fails = false): { readonly writes: string[]; readonly stream: Writable } => {
    const writes: string[] = [];
    const stream = new Writable({
      decodeStrings: false,
      write: (text: string, _, done) => (writes.push(text), done(fails ? new Error("gone") : null)),
    });
    return { writes, stream: stream.on("error", () => undefined) };
  };
  const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

  it.each<[intent: string, turns: readonly (readonly string[])[], want: readonly string[]]>([
    ["one line at once", [["a\n"]], ["a\n"]],
    ["further lines of a turn as one text", [["a\n", "b\n", "c\n"]], ["a\n", "b\nc\n"]],
    ["the first line of the next turn at once", [["a\n", "b\n"], ["c\n"]], ["a\n", "b\n", "c\n"]],
    [
      "no more than a megabyte together",
      [["a\n", "b".repeat(2 ** 20 + 1), "c\n"]],
      ["a\n", "b".repeat(2 ** 20 + 1), "c\n"],
    ],
  ])("writes %s", async (_, turns, want) => {
    const { writes, stream } = sink();
    const writer = new LineWriter(stream);
    for (const lines of turns) {
      await Promise.all(lines.map((line) => new Promise<void>((done) => writer.write(line, () => done()))));
      await turn();
    }
    expect(writes).toEqual(want);
  });

  it("tells every line of a text that it was not written", async () => {
    const writer = new LineWriter(sink(true).stream);
    const told = ["a\n", "b\n", "c\n"].map(
      (line) => new Promise((done) => writer.write(line, (error) => done(error?.message))),
    );
    const [first, ...others] = await Promise.all(told);
    expect([first, others]).toEqual(["gone", [expect.any(String), expect.any(String)]]);
  });

  it("writes what it keeps before the stream ends", async () => {
    const { writes, stream } = sink();
    const writer = new LineWriter(stream);
    for (const line of ["a\n", "b\n"]) writer.write(line, () => undefined);
    writer.flush();
    stream.end();
    await turn();
    expect(writes).toEqual(["a\n", "b\n"]);
  });
});
