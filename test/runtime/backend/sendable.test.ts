import { McpServer } from "@modelcontextprotocol/server";
import { McpServer as V1Server } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";
import { describe, expect, it, onTestFinished } from "vitest";
import { Client, InputValidationError } from "../../../src/runtime/index.js";

const circle: Record<string, unknown> = {};
circle["self"] = { of: [circle] };
const deep = (): unknown => {
  let value: unknown = 1;
  for (let n = 0; n < 200_000; n++) value = [value];
  return value;
};
class Money {
  readonly #cents = 5;
  get cents(): number {
    return this.#cents;
  }
}
const broken = {
  toJSON: () => {
    throw new Error("not today");
  },
};

let calls = 0;
const era = {
  legacy: () => {
    const server = new V1Server({ name: "s", version: "1" });
    server.registerTool("t", { inputSchema: { x: z.any() } }, ({ x }) => {
      calls++;
      return { content: [{ type: "text", text: JSON.stringify(x) ?? "" }] };
    });
    return server;
  },
  modern: () => {
    const server = new McpServer({ name: "s", version: "1" });
    server.registerTool("t", { inputSchema: z.object({ x: z.any() }) }, ({ x }) => {
      calls++;
      return { content: [{ type: "text", text: JSON.stringify(x) ?? "" }] };
    });
    return server;
  },
};

describe.each(["legacy", "modern"] as const)("arguments that JSON cannot hold, %s", (name) => {
  const connect = async (options: object): Promise<Client> => {
    const client = await Client.connect(era[name] as never, { name: "weather", ...options });
    onTestFinished(() => client.close());
    expect(client.era).toBe(name);
    return client;
  };

  it.each([
    [
      "a BigInt",
      () => 1n,
      ["x"],
      /^The arguments of tools\/call "t" cannot be represented in JSON: x: a BigInt/,
    ],
    ["a BigInt inside", () => ({ a: [0, { b: 2n }] }), ["x", "a", "1", "b"], /x\.a\.1\.b: a BigInt/],
    ["a cycle", () => circle, ["x", "self", "of", "0"], /an object that contains itself/],
    ["too many levels", deep, [], /nested too deeply/],
    ["what cannot be read", () => broken, [], /not today/],
    ["a Map", () => ({ a: new Map([["k", 1]]) }), ["x", "a"], /x\.a: a Map/],
    ["a Set in a list", () => [new Set([1])], ["x", "0"], /x\.0: a Set/],
    ["a function", () => ({ f: () => 1 }), ["x", "f"], /x\.f: function cannot be represented/],
    ["a symbol in a list", () => [Symbol("s")], ["x", "0"], /x\.0: symbol cannot be represented/],
    ["NaN", () => ({ n: NaN }), ["x", "n"], /x\.n: NaN/],
    ["Infinity in a list", () => [1, -Infinity], ["x", "1"], /x\.1: -Infinity/],
    ["a hole of a list", () => [1, undefined], ["x", "1"], /x\.1: undefined in a list/],
    ["an invalid Date", () => ({ at: new Date(NaN) }), ["x", "at"], /x\.at: an invalid Date/],
    ["bytes", () => new Uint8Array([1]), ["x"], /x: bytes \(Uint8Array\)/],
    ["a promise", () => ({ p: Promise.resolve(1) }), ["x", "p"], /x\.p: an instance of Promise/],
    ["a regular expression", () => ({ r: /a/ }), ["x", "r"], /x\.r: an instance of RegExp/],
    ["an error", () => ({ e: Object.assign(new Error("e"), { n: 1 }) }), ["x", "e"], /x\.e: an error/],
    ["an instance without fields", () => ({ m: new Money() }), ["x", "m"], /x\.m: an instance of Money/],
  ])("%s is refused, and nothing is sent", async (_what, x, path, message) => {
    const before = calls;
    for (const options of [{}, { retry: true }, { cache: true }]) {
      const client = await connect(options);
      const error = await client
        .callTool("t", { x: x() } as never, { idempotent: true })
        .catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(InputValidationError);
      expect(error).toMatchObject({
        code: "INPUT_INVALID",
        server: "weather",
        subject: "t",
        issues: [{ path }],
      });
      expect((error as Error).message).toMatch(message);
      const asked = { idempotent: true, raiseOnError: false };
      const result = await client.callTool("t", { x: x() } as never, asked);
      expect(result).toMatchObject({ isError: true });
      expect(result.content.text).toMatch(/^The arguments of t are wrong:\n- /);
    }
    expect(calls).toBe(before);
  });

  it("what JSON can say is sent: an object twice, dates, sparse members, instances with fields", async () => {
    const client = await connect({});
    const twice = { n: 1 };
    const instances = {
      p: new (class Point {
        x = 1;
      })(),
      none: Object.create(null) as object,
      url: new URL("a:b"),
    };
    const x = { a: twice, b: [twice, twice], at: new Date(0), gone: undefined, ...instances };

    const { content } = await client.callTool("t", { x } as never);
    expect(JSON.parse(content.text)).toEqual({
      a: { n: 1 },
      b: [{ n: 1 }, { n: 1 }],
      at: "1970-01-01T00:00:00.000Z",
      p: { x: 1 },
      none: {},
      url: "a:b",
    });
  });
});
