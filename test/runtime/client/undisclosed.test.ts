import { format, inspect } from "node:util";
import { expect, it } from "vitest";
import { Client, ServerClient } from "../../../src/runtime/index.js";

const SECRET = "tokSecretValue88yy";

/** Every way in which somebody may print a value. */
const PRINTED: Readonly<Record<string, (value: unknown) => string>> = {
  "console.log": (value) => format(value),
  "%o": (value) => format("%o", value),
  "%O": (value) => format("%O", value),
  "%j": (value) => format("%j", value),
  "%s": (value) => format("%s", value),
  String: (value) => printable(() => String(value)),
  "JSON.stringify": (value) => printable(() => JSON.stringify(value) ?? ""),
  "inspect, all depths": (value) => inspect(value, { depth: Infinity, maxStringLength: null }),
  "inspect, what is hidden": (value) =>
    inspect(value, { depth: Infinity, showHidden: true, getters: true, maxStringLength: null }),
  "inspect, as it is": (value) =>
    inspect(value, { depth: Infinity, customInspect: false, showHidden: true, maxStringLength: null }),
  structuredClone: (value) => printable(() => inspect(structuredClone(value), { depth: Infinity })),
  "own properties": (value) =>
    printable(() =>
      Reflect.ownKeys(value as object)
        .map((key) => inspect((value as Record<PropertyKey, unknown>)[key], { depth: Infinity }))
        .join(),
    ),
};

/** What cannot be printed in a way shows nothing in it. */
function printable(print: () => string): string {
  try {
    return print();
  } catch {
    return "";
  }
}

const leaksOf = (value: unknown): readonly string[] =>
  Object.entries(PRINTED).flatMap(([how, print]) => (print(value).includes(SECRET) ? [how] : []));

class HeadersTimeout extends Error {
  override readonly name = "HeadersTimeoutError";
  readonly code = "UND_ERR_HEADERS_TIMEOUT";
  readonly request = { path: `/?key=${SECRET}`, headers: ["authorization", `Bearer ${SECRET}`] };
}
class Hides extends Error {
  readonly #token = SECRET;
  get detail(): string {
    return `sent ${this.#token}`;
  }
  toJSON(): object {
    return { token: this.#token };
  }
  [inspect.custom](): string {
    return `Hides ${this.#token}`;
  }
}
const chain = (depth: number): Error =>
  depth === 0 ? new Error(SECRET) : new Error("outer", { cause: chain(depth - 1) });
const hidden = new Error("x");
Object.defineProperty(hidden, "token", { value: SECRET, enumerable: false });
const bySymbol = Object.assign(new Error("x"), { [Symbol("token")]: SECRET });
const cyclic = new Error(SECRET);
cyclic.cause = cyclic;
const socket = Object.assign(new Error("other side closed"), {
  code: "UND_ERR_SOCKET",
  socket: { localAddress: "127.0.0.1", request: { headers: { authorization: SECRET } } },
});

it.each<[string, unknown]>([
  ["an error", new Error(`sent ${SECRET}`)],
  ["an error whose name tells it", Object.assign(new Error("x"), { name: `Error of ${SECRET}` })],
  ["a chain of causes", chain(40)],
  ["a cause that is a text", new TypeError("fetch failed", { cause: `connect with ${SECRET}` })],
  ["a cause that is itself", cyclic],
  ["an error of many", new AggregateError([new Error(SECRET), SECRET, { SECRET }], SECRET)],
  ["an error of many in a cause", new Error("x", { cause: new AggregateError([chain(3)]) })],
  ["an error of undici", new HeadersTimeout(`timeout of ${SECRET}`)],
  ["a lost socket of undici", new TypeError("fetch failed", { cause: socket })],
  ["an error that prints itself", new Hides(SECRET)],
  ["a member that is hidden", hidden],
  ["a member under a symbol", bySymbol],
  ["a frozen error", Object.freeze(new Error(SECRET))],
  ["a DOMException", new DOMException(SECRET, "AbortError")],
  ["a URL", new URL(`https://x.example/?key=${SECRET}`)],
  ["an error with a URL", Object.assign(new Error("x"), { url: new URL(`https://u:${SECRET}@x.example/`) })],
  ["a request", Object.assign(new Error("x"), { request: new Request(`https://x.example/${SECRET}`) })],
  ["headers", Object.assign(new Error("x"), { headers: new Headers({ authorization: SECRET }) })],
  ["bytes", Object.assign(new Error("x"), { body: Buffer.from(SECRET) })],
  ["a map", Object.assign(new Error("x"), { sent: new Map([[SECRET, new Set([SECRET])]]) })],
  ["a boxed text", Object.assign(new Error("x"), { sent: new String(SECRET) })],
  ["a function", Object.assign(new Error("x"), { retry: Object.assign(() => SECRET, { token: SECRET }) })],
  ["a text", `sent ${SECRET}`],
  ["a symbol", Symbol(SECRET)],
  ["a plain object", { token: SECRET, toString: () => SECRET }],
  ["an array", [SECRET, [SECRET]]],
  ["a function by itself", Object.assign(() => SECRET, { token: SECRET })],
  ["nothing", undefined],
  ["null", null],
])("nothing that a client prints holds its token where its fetch throws %s", async (_intent, thrown) => {
  const seen: unknown[] = [];
  let asked = 0;
  const fetch = (): Promise<never> => {
    asked++;
    return Promise.reject(thrown as Error);
  };
  const client = new Client({ url: "https://x.example/mcp", fetch }, { auth: SECRET });
  client.onAny((event) => seen.push(event));
  const error: unknown = await client.connect().catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(Error);
  expect(asked).toBeGreaterThan(0);
  expect({ error: leaksOf(error), events: leaksOf(seen), client: leaksOf(client) }).toEqual({
    error: [],
    events: [],
    client: [],
  });
  await client.close();
});

it.each<[string, () => Client | ServerClient<object>]>([
  ["a token", () => new Client("https://x.example/mcp", { auth: SECRET })],
  ["a function", () => new Client("https://x.example/mcp", { auth: () => SECRET })],
  ["headers", () => new Client({ url: "https://x.example/mcp", headers: { "x-key": SECRET } })],
  ["a URL", () => new Client(new URL(`https://u:${SECRET}@x.example/mcp?key=${SECRET}#${SECRET}`))],
  ["the environment of a process", () => new Client({ command: "node", env: { KEY: SECRET } })],
  ["arguments of a process", () => new Client({ command: "node", args: ["--token", SECRET] })],
  ["a config", () => new Client({ mcpServers: { s: { url: "https://x.example/mcp", auth: SECRET } } })],
  [
    "a config of several servers",
    () =>
      new Client({
        mcpServers: {
          a: { url: "https://x.example/mcp", headers: { "x-key": SECRET } },
          b: { command: "node", env: { KEY: SECRET } },
        },
      }),
  ],
  [
    "the options of generated code",
    () => {
      const contract = { server: "s", era: "legacy", config: "../mcp.json", tools: {} } as never;
      const made = new ServerClient<object>(contract, {
        target: { url: "https://x.example/mcp", headers: { "x-key": SECRET } },
        auth: SECRET,
      });
      // makes the client below it, too
      expect(leaksOf(made.$client)).toEqual([]);
      return made;
    },
  ],
  [
    "a grant",
    () =>
      new Client("https://x.example/mcp", {
        auth: { type: "client_credentials", clientId: "app", clientSecret: SECRET },
      }),
  ],
])("a client that was made with %s shows none of it", (_intent, make) => {
  const client = make();
  expect(leaksOf(client)).toEqual([]);
  expect(leaksOf({ client, clients: [client], map: new Map([["a", client]]) })).toEqual([]);
});
