import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { execFileSync } from "node:child_process";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { readOptions } from "../../src/codegen/options/config-schema.js";
import { generateFromModel, type ServerModel } from "../../src/codegen/index.js";
import { hostileServer } from "../codegen/docs/hostile.js";
import { readRecording, RELEASES } from "../releases/releases.js";
import { configSchema, lockedOptionsJsonSchema } from "./config-schema.js";

const root = new URL("../../", import.meta.url);
const read = (path: string): unknown => JSON.parse(readFileSync(new URL(path, root), "utf8"));
const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true });
const published = {
  config: read("schema/fmcp.config.schema.json"),
  lock: read("schema/mcp.lock.schema.json"),
} as {
  readonly config: object;
  readonly lock: object;
};
const isConfig = ajv.compile(published.config);
const isLock = ajv.compile(published.lock);

/** Every file of this name that is committed. */
function committed(name: string): string[] {
  const found = execFileSync("git", ["ls-files", `*${name}`], { cwd: fileURLToPath(root), encoding: "utf8" });
  return found.split("\n").filter((path) => path !== "");
}

describe("the schema of mcp.lock.json", () => {
  it("has the options of the table: run node scripts/schemas.mjs", () => {
    expect(published.lock).toMatchObject({ $defs: { Options: lockedOptionsJsonSchema() } });
  });

  it.each(committed("mcp.lock.json"))("accepts %s", (path) => {
    expect(isLock(read(path)), JSON.stringify(isLock.errors)).toBe(true);
  });

  const weather = read("test/fixtures/models/weather.json") as ServerModel;
  const models = [weather, hostileServer(), ...RELEASES.map((release) => readRecording(release)[1])];
  it.each(models.map((model) => [model.key, model] as const))("accepts the lock of %j", (_key, model) => {
    const transports = new Map([[model.key, { kind: "http", origin: "https://example.com" } as const]]);
    const { lock } = generateFromModel([model], {
      transports,
      names: { "a.b": "c" },
      filter: { include: ["*"], exclude: ["x.*"] },
      config: "../mcp.json",
    });
    expect(isLock(JSON.parse(lock)), JSON.stringify(isLock.errors)).toBe(true);
  });

  it.each<[string, readonly (string | number)[], unknown]>([
    ["another version", ["lockVersion"], 2],
    ["no servers", ["servers"], undefined],
    ["an unknown key", ["time"], "now"],
    ["a short hash", ["files", "a.ts"], { sha256: "00" }],
    ["a tool without input", ["servers", "weather", "model", "tools", 0, "inputSchema"], undefined],
    ["a command in the clear", ["servers", "weather", "transport"], { kind: "stdio", command: "npx" }],
  ])("refuses %s", (_name, path, value) => {
    const lock = JSON.parse(generateFromModel([weather]).lock) as object;
    expect(isLock(lock)).toBe(true);
    set(lock, path, value);
    expect(isLock(JSON.parse(JSON.stringify(lock)))).toBe(false);
  });
});

function set(object: object, [step = "", ...rest]: readonly (string | number)[], value: unknown): void {
  const holder = object as Record<string | number, unknown>;
  if (rest.length === 0) holder[step] = value;
  else set(holder[step] as object, rest, value);
}

describe("the schema of fmcp.config", () => {
  it("is fresh: run node scripts/schemas.mjs", () => {
    expect(published.config).toEqual(configSchema());
  });

  it.each(committed("fmcp.config.json"))("accepts %s", (path) => {
    expect(isConfig(read(path)), JSON.stringify(isConfig.errors)).toBe(true);
  });

  it.each<[string, object, boolean]>([
    ["nothing", {}, true],
    [
      "every option",
      {
        $schema: "./node_modules/fmcp-codegen/schema/fmcp.config.schema.json",
        config: "mcp.json",
        out: "src/mcp",
        servers: ["a"],
        exclude: ["a.b"],
        concurrency: 2,
        timeoutMs: 1_000,
        importExt: "ts",
        inlineConfig: true,
        assertFormats: true,
        format: false,
        templates: "t",
        names: { "a.b": "c" },
        limits: { items: 10 },
        allowPartial: true,
      },
      true,
    ],
    ["an unknown option", { outt: "src" }, false],
    ["a word for a number", { concurrency: "2" }, false],
    ["too many at once", { concurrency: 1_001 }, false],
    ["another ending", { importExt: "mjs" }, false],
    ["a name without a server", { names: { forecast: "f" } }, false],
    ["an unknown limit", { limits: { itemz: 1 } }, false],
  ])("agrees with the reader about %s", (_name, value, valid) => {
    expect(isConfig(value), JSON.stringify(isConfig.errors)).toBe(valid);
    expect("options" in readOptions(value)).toBe(valid);
  });
});
