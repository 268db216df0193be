import { describe, expect, it } from "vitest";
import {
  LockInvalidError,
  lockedServer,
  type LockFile,
  readLock,
  serializeLock,
  transportFacts,
} from "../../../src/codegen/lock/index.js";
import { buildModel } from "../../../src/codegen/model/index.js";
import { parseConfig } from "../../../src/shared/config/index.js";

const model = buildModel({
  key: "weather",
  era: "modern",
  protocolVersion: "2026-07-28",
  serverInfo: { version: "1", name: "w" },
  capabilities: { tools: {}, prompts: {} },
  clientCapabilities: { roots: {} },
  lists: {
    tools: [
      {
        name: "z",
        inputSchema: {
          type: "object",
          properties: { second: { type: "string" }, first: { type: "string" } },
        },
      },
      JSON.parse('{"name":"__proto__","inputSchema":{}}'),
    ],
  },
});

function lock(more: Partial<LockFile> = {}): LockFile {
  return {
    lockVersion: 1,
    emitter: { version: "1.2.3", name: "fmcp-codegen" },
    options: { importExt: "js" },
    files: { "weather/client.ts": { sha256: "0".repeat(64) } },
    servers: { weather: lockedServer(model, undefined) },
    ...more,
  };
}

describe("serializeLock", () => {
  it("is read back unchanged, including the order of properties", () => {
    const text = serializeLock(lock());
    expect(readLock(text, "lock").servers["weather"]?.model).toEqual(model);
    expect(serializeLock(readLock(text, "lock"))).toBe(text);
    expect(text.indexOf('"second"')).toBeLessThan(text.indexOf('"first"'));
  });

  it("does not depend on the order of its input", () => {
    const other = { ...model, key: "a" };
    const [a, b] = [lockedServer(other, undefined), lockedServer(model, undefined)];
    expect(serializeLock(lock({ servers: { weather: b, a } }))).toBe(
      serializeLock(lock({ servers: { a, weather: b } })),
    );
  });

  it("keeps a tool named __proto__ and its digest", () => {
    const tools = readLock(serializeLock(lock()), "lock").servers["weather"]?.digests.tools ?? {};
    expect(Object.keys(tools)).toEqual(["__proto__", "z"]);
  });
});

describe("readLock", () => {
  it.each([
    ["what is not JSON", "{", "not JSON"],
    ["merge conflicts", "{\n<<<<<<< ours\n", "merge conflicts"],
    ["another version", JSON.stringify({ ...lock(), lockVersion: 2 }), "version 1"],
    ["someone else's lock", '{"lockfileVersion":3}', "version 1"],
    [
      "an invalid hash",
      JSON.stringify({ ...lock(), files: { "a.ts": { sha256: "x" } } }),
      "files/a.ts/sha256",
    ],
    [
      "a model without tools",
      JSON.stringify({ ...lock(), servers: { s: { model: { key: "s" } } } }),
      "servers/s/model",
    ],
    [
      "a tool whose name is not a string",
      JSON.stringify(lock()).replace('"name":"z"', '"name":7'),
      "servers/weather/model/tools",
    ],
  ])("refuses %s", (_, text, want) => {
    expect(() => readLock(text, "mcp.lock.json")).toThrow(LockInvalidError);
    expect(() => readLock(text, "mcp.lock.json")).toThrow(want);
  });
});

describe("transportFacts", () => {
  const SECRETS = ["sk-live-1", "hunter2", "tok-9", "cookie-3", "q-7"];
  const { servers } = parseConfig({
    mcpServers: {
      npx: {
        command: "npx",
        args: ["-y", "@scope/pkg@1.2.3", "--key", "sk-live-1"],
        env: { TOKEN: "hunter2" },
      },
      uvx: { command: "uvx", args: ["weather-server==0.4"] },
      node: { command: "node", args: ["server.js", "sk-live-1"] },
      http: {
        url: "https://user:hunter2@example.com:8443/mcp?key=q-7",
        headers: { Authorization: "Bearer tok-9", Cookie: "cookie-3" },
      },
      variable: { url: "https://${HOST}/mcp" },
    },
  });
  const facts = Object.fromEntries(servers.map((entry) => [entry.key, transportFacts(entry)]));

  it.each([
    ["npx", { kind: "stdio", package: { registry: "npm", name: "@scope/pkg", version: "1.2.3" } }],
    ["uvx", { kind: "stdio", package: { registry: "pypi", name: "weather-server", version: "0.4" } }],
    ["http", { kind: "http", origin: "https://example.com:8443" }],
  ])("identifies the server of %s", (key, want) => {
    expect(facts[key]).toMatchObject(want);
  });

  it("finds no package after node, and no origin in a variable", () => {
    expect(facts["node"]).not.toHaveProperty("package");
    expect(facts["variable"]).toEqual({ kind: "http" });
  });

  it("contains no secret", () => {
    const text = JSON.stringify(facts);
    expect(SECRETS.filter((secret) => text.includes(secret))).toEqual([]);
  });
});
