import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { check, loadContract } from "../../../src/codegen/check/index.js";
import { lockedServer, type LockFile, readLock, serializeLock } from "../../../src/codegen/lock/index.js";
import { parseConfig } from "../../../src/shared/config/index.js";
import { resealed } from "../../hostile/kit/generated.js";
import {
  CLIENT,
  COMMENT,
  edit,
  editBoth,
  editLock,
  generated,
  generateInto,
  LOCK,
  merged,
  type More,
  type Path,
  PRETTIER,
  put,
  reworded,
  type Tamper,
  tides,
  type Verdicts,
  verdicts,
  weather,
} from "./contract-folder.js";

const NAMES = '{ "names": { "weather.get_forecast": "forecast" } }';
const TEMPLATES = {
  "fmcp.config.json": '{ "templates": "templates" }',
  "templates/index.ts": await readFile(new URL("../../../templates/index.ts", import.meta.url), "utf8"),
};
const MCP = { mcpServers: { weather: { url: "https://example.com/mcp" } } };

const FRESH: Verdicts = [true, true];
const STALE: Verdicts = [false, false];

describe("check gives the same result with and without the seals of the lock", () => {
  const nothing: Tamper = async () => undefined;
  it.each<[string, Tamper, Verdicts, More?]>([
    ["as generated", nothing, FRESH],
    ["no server", nothing, FRESH, { models: [] }],
    ["formatted", nothing, FRESH, { files: PRETTIER }],
    ["not formatted, as asked", nothing, FRESH, { files: PRETTIER, options: { format: false } }],
    [
      "with options",
      nothing,
      FRESH,
      { options: { importExt: "ts", limits: { enumValues: 1, fileChars: 400_000 } } },
    ],
    [
      "options of fmcp.config",
      nothing,
      FRESH,
      { files: { "fmcp.config.json": NAMES }, options: { names: { "weather.get_forecast": "forecast" } } },
    ],
    [
      "keys with the same name",
      nothing,
      FRESH,
      {
        models: [
          { ...weather, key: "a-b" },
          { ...weather, key: "a_b" },
        ],
      },
    ],

    ["with templates", nothing, FRESH, { files: TEMPLATES }],
    [
      "with connections in the code, taken from the config",
      nothing,
      FRESH,
      {
        models: [weather],
        files: {
          "mcp.json": JSON.stringify(MCP),
          "fmcp.config.json": '{ "config": "mcp.json", "inlineConfig": true }',
        },
        options: { inlineConfig: true, entries: parseConfig(MCP).servers },
      },
    ],

    ["a file edited", edit(CLIENT, (text) => text + COMMENT), STALE],
    ["a file edited, formatted", edit(CLIENT, (text) => text + COMMENT), STALE, { files: PRETTIER }],
    ["a file missing", (folder) => rm(join(folder, CLIENT)), STALE],
    ["the root index missing", (folder) => rm(join(folder, "mcp/index.ts")), STALE],
    [
      "a file and its entry missing",
      async (folder) => {
        await rm(join(folder, CLIENT));
        await editLock([["files", "weather/client.ts"], undefined])(folder);
      },
      STALE,
    ],
    ["a file and its hash edited", editBoth, STALE],
    ["a file and its hash edited, formatted", editBoth, STALE, { files: PRETTIER }],
    [
      "an obsolete file",
      async (folder) => {
        const { files } = readLock(await readFile(join(folder, LOCK), "utf8"), LOCK);
        const note = files["weather/types.ts"];
        await writeFile(
          join(folder, "mcp/weather/old.ts"),
          await readFile(join(folder, "mcp/weather/types.ts"), "utf8"),
        );
        await editLock([["files", "weather/old.ts"], note])(folder);
      },
      STALE,
    ],
    [
      "a server's obsolete files",
      async (folder) => {
        await edit(LOCK, (text) => {
          const {
            servers: { tides: _gone, ...servers },
            ...lock
          } = readLock(text, LOCK);
          return serializeLock({ ...lock, servers });
        })(folder);
      },
      STALE,
    ],

    [
      "the description of a tool",
      editLock([["servers", "weather", "model", "tools", 0, "description"], "Other."]),
      STALE,
    ],
    [
      "the order of properties of a schema",
      editLock([
        ["servers", "weather", "model", "tools", 0, "inputSchema", "properties"],
        (was: object) => Object.fromEntries(Object.entries(was).reverse()),
      ]),
      STALE,
    ],
    ["an unknown field in a model", editLock([["servers", "weather", "model", "mood"], "good"]), STALE],
    ["the key of a model", editLock([["servers", "weather", "model", "key"], "rain"]), STALE],
    [
      "a server renamed",
      editLock([["servers", "rain"], weatherEntry], [["servers", "weather"], undefined]),
      STALE,
    ],
    [
      "a server renamed to a key with the same name",
      async (folder) => {
        await edit(LOCK, (text) => text.replaceAll('"a-b": {', '"a_b": {'))(folder);
      },
      STALE,
      { models: [{ ...weather, key: "a-b" }] },
    ],
    ["a transport", editLock([["servers", "weather", "transport", "origin"], "https://example.org"]), STALE],
    ["no transport", editLock([["servers", "weather", "transport"], undefined]), STALE],
    [
      "a digest",
      editLock([["servers", "weather", "digests", "tools", "get_forecast", "input"], "0".repeat(16)]),
      STALE,
    ],
    ["an unknown field in a server", editLock([["servers", "weather", "mood"], "good"]), STALE],
    ["an unknown field in the lock", editLock([["mood"], "good"]), STALE],
    ["an unknown field in a file's entry", editLock([["files", "index.ts", "mood"], "good"]), STALE],
    ["an unknown field next to the version", editLock([["emitter", "mood"], "good"]), STALE],
    ["another version", editLock([["emitter", "version"], "0.0.1"]), FRESH],
    ["an option", editLock([["options", "assertFormats"], true]), STALE],
    ["a default option written out", editLock([["options", "names"], {}]), STALE],
    ["an unknown option", editLock([["options", "mood"], "good"]), STALE],
    ["a limit", editLock([["options", "limits"], { enumValues: 1 }]), STALE],
    ["a name", editLock([["options", "names"], { "weather.get_forecast": "forecast" }]), STALE],
    ["a name of fmcp.config", (folder) => writeFile(join(folder, "fmcp.config.json"), NAMES), STALE],
    ["an unknown formatter", editLock([["formatter"], "prettier@0.0.0 0000000000000000"]), STALE],
    ["no formatter", editLock([["formatter"], undefined]), STALE, { files: PRETTIER }],
    [
      "the formatter has new settings",
      (folder) => writeFile(join(folder, ".prettierrc"), '{ "printWidth": 100 }'),
      STALE,
      { files: PRETTIER },
    ],
    ["the formatter was removed", (folder) => rm(join(folder, ".prettierrc")), STALE, { files: PRETTIER }],
    [
      "a formatter was added",
      (folder) => writeFile(join(folder, ".prettierrc"), '{ "printWidth": 60 }'),
      STALE,
    ],
    ["one more digest of a file", editLock([["files", "index.ts", "source"], "0".repeat(64)]), STALE],

    [
      "a template edited",
      edit("templates/index.ts", (text) => `${text}${COMMENT}`),
      STALE,
      { files: TEMPLATES },
    ],

    ["no seal", editLock([["seal"], undefined]), STALE],
    ["a server without a seal", editLock([["servers", "weather", "seal"], undefined]), STALE],
    ["the seal of another server", copied, STALE],
    ["a lock of an earlier generator, with more digests", inEarlierForm, STALE],
    ["one more space in the lock", edit(LOCK, (text) => `${text} `), STALE],
    ["the lock on one line", edit(LOCK, (text) => JSON.stringify(JSON.parse(text))), STALE],
    [
      "the keys of the lock reordered",
      edit(LOCK, (text) => {
        const { servers, ...rest } = JSON.parse(text) as LockFile;
        return `${JSON.stringify({ servers, ...rest }, null, 2)}\n`;
      }),
      STALE,
    ],
    [
      "the servers of the lock reordered",
      edit(LOCK, (text) => {
        const { servers, ...rest } = JSON.parse(text) as LockFile;
        return `${JSON.stringify({ ...rest, servers: Object.fromEntries(Object.entries(servers).reverse()) }, null, 2)}\n`;
      }),
      STALE,
    ],
    [
      "a duplicate key in the lock",
      edit(LOCK, (text) => text.replace('"lockVersion": 1,', '"lockVersion": 1,\n  "lockVersion": 1,')),
      STALE,
    ],
    [
      "one more server in the lock",
      editLock([["servers", "rain"], { ...lockedServer({ ...weather, key: "rain" }, undefined) }]),
      STALE,
    ],

    [
      "two branches that each changed a server",
      merged({ models: [weather, reworded(tides)] }, "tides", { models: [reworded(weather), tides] }),
      FRESH,
    ],
    [
      "a branch that changed a server, another that changed the formatting",
      merged({ models: [weather, reworded(tides)] }, "tides", {}, (folder) =>
        writeFile(join(folder, ".prettierrc"), '{ "printWidth": 100 }'),
      ),
      STALE,
      { files: PRETTIER },
    ],
    [
      "two branches that each added a server",
      merged({ models: [weather, { ...weather, key: "rain" }] }, "rain", {}),
      STALE,
      { models: [weather] },
    ],
  ])("%s", async (_name, tamper, want, more) => {
    const folder = await generated(more);
    await tamper(folder);
    expect(await verdicts(folder)).toEqual(want);
  });
});

function weatherEntry(): unknown {
  return lockedServer(weather, { kind: "http", origin: "https://example.com" });
}

/** Puts the seal of one server into the place of another's. */
const copied: Tamper = async (folder) => {
  const { servers } = readLock(await readFile(join(folder, LOCK), "utf8"), LOCK);
  await editLock([["servers", "weather", "seal"], servers["tides"]?.seal])(folder);
};

/** Writes the digests that earlier generators wrote. */
const inEarlierForm = edit(LOCK, (text) => {
  const { seal: _, ...lock } = JSON.parse(text) as LockFile;
  const digest = "0".repeat(64);
  const files = Object.entries(lock.files).map(([path, note]) => [
    path,
    { ...note, source: digest, seal: digest },
  ]);
  const servers = Object.entries(lock.servers).map(([key, { seal: _seal, ...server }]) => [key, server]);
  return serializeLock({
    ...lock,
    files: Object.fromEntries(files),
    servers: Object.fromEntries(servers),
  } as LockFile);
});

describe("a file that was edited, hashed and sealed again", () => {
  it.each<[string, Tamper, More]>([
    ["with a statement", edit(CLIENT, (text) => `${text}globalThis.spoilt = 1;\n`), {}],
    [
      "with a statement, formatted",
      edit(CLIENT, (text) => `${text}globalThis.spoilt = 1;\n`),
      { files: PRETTIER },
    ],
    [
      "with another tool's name, formatted",
      edit(CLIENT, (text) => text.replace('"get_forecast"', '"other"')),
      { files: PRETTIER },
    ],
  ])("is stale, and `generate --offline` puts ours in its place: %s", async (_name, tamper, more) => {
    const folder = await generated(more);
    const ours = await readFile(join(folder, CLIENT), "utf8");
    await tamper(folder);
    await reseal(folder);
    const contract = await loadContract({ out: "mcp" }, folder);
    for (const full of [false, true])
      expect((await check(contract, { full })).files.map(({ path }) => path)).toContain("weather/client.ts");
    await generateInto(folder, more);
    expect(await readFile(join(folder, CLIENT), "utf8")).toBe(ours);
  });

  it("is only found by --full where it was nothing but formatted otherwise", async () => {
    const folder = await generated({ files: PRETTIER });
    await edit(CLIENT, (text) => text.replace("\n\n", "\n"))(folder);
    await reseal(folder);
    const contract = await loadContract({ out: "mcp" }, folder);
    expect((await check(contract)).fresh).toBe(true);
    expect((await check(contract, { full: true })).fresh).toBe(false);
  });
});

/** Makes the lock vouch for what stands in the client's file now. */
async function reseal(folder: string): Promise<void> {
  const text = await readFile(join(folder, CLIENT), "utf8");
  await edit(LOCK, (lock) => serializeLock(resealed(readLock(lock, LOCK), "weather/client.ts", text)))(
    folder,
  );
}

// a check for each of some 230 values
it("notices every edited value of the lock", { timeout: 180_000 }, async () => {
  const folder = await generated();
  const text = await readFile(join(folder, LOCK), "utf8");
  // another version of the generator that writes the same is no reason
  const paths = leavesOf(JSON.parse(text) as unknown).filter(
    (path) => path[0] !== "lockVersion" && path.join(".") !== "emitter.version",
  );
  expect(paths.length).toBeGreaterThan(100);
  const known: Path[] = [];
  for (const path of paths) {
    const lock = JSON.parse(text) as LockFile;
    put(lock, path, otherThan);
    await writeFile(join(folder, LOCK), serializeLock(lock));
    // what is no lock at all is refused before
    const contract = await loadContract({ out: "mcp" }, folder).catch(() => undefined);
    if (contract !== undefined && (await check(contract)).fresh) known.push(path);
  }
  expect(known).toEqual([]);
});

/** Another value of the same kind. */
function otherThan(value: unknown): unknown {
  if (typeof value === "boolean") return !value;
  if (typeof value === "number") return value + 1;
  if (typeof value !== "string") return "other";
  return /^[0-9a-f]{16,}$/.test(value)
    ? value.replace(/./g, (digit) => (digit === "0" ? "1" : "0"))
    : `${value}x`;
}

function leavesOf(node: unknown, path: Path = []): Path[] {
  if (typeof node !== "object" || node === null) return [path];
  return Object.entries(node).flatMap(([key, value]) => leavesOf(value, [...path, key]));
}
