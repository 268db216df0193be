import {
  chown,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { loadConfigFile, saveConfigFile, updateConfigFile } from "../../../src/runtime/config/index.js";
import { decodeText, parseConfig } from "../../../src/shared/config/index.js";
import { encodeText, encodingOf } from "../../../src/shared/config/formats/encoding.js";

let dir = "";
beforeEach(async () => void (dir = await mkdtemp(join(tmpdir(), "config-"))));
afterEach(() => rm(dir, { recursive: true }));

it("reads what it wrote: unknown fields, rejected entries and references included", async () => {
  const path = join(dir, "deep", "mcp.json");
  const text = '{"inputs":[1],"servers":{"a":{"command":"${CMD}","vendor":{"x":1}},"bad":{"url":5}}}';
  await writeFile(join(dir, "in.json"), text);
  const config = await loadConfigFile(join(dir, "in.json"));
  expect(config.servers.map((it) => it.key)).toEqual(["a"]);
  await saveConfigFile(path, config);
  expect(JSON.parse(await readFile(path, "utf8"))).toEqual({
    inputs: [1],
    mcpServers: { a: { command: "${CMD}", vendor: { x: 1 } }, bad: { url: 5 } },
  });
});

it("refuses to write values of a secrets file", async () => {
  const path = join(dir, "fastagent.config.yaml");
  await writeFile(path, "mcp:\n  servers:\n    s:\n      command: s\n    t:\n      command: t\n");
  await writeFile(
    join(dir, "fastagent.secrets.yaml"),
    "openai:\n  api_key: top\nmcp:\n  servers:\n    s:\n      env:\n        KEY: hidden\n",
  );
  const config = await loadConfigFile(path);
  const saved = join(dir, "mcp.json");
  await expect(saveConfigFile(saved, config)).rejects.toThrow(
    /Server "?s"? holds values of .*fastagent\.secrets\.yaml/,
  );
  await saveConfigFile(saved, { ...config, servers: config.servers.filter(({ key }) => key === "t") });
  expect(JSON.parse(await readFile(saved, "utf8"))).toEqual({ mcpServers: { t: { command: "t" } } });
});

it.skipIf(process.getuid?.() !== 0)("leaves out what another user put beside a config", async () => {
  const path = join(dir, "fastagent.config.yaml");
  const secrets = join(dir, "fastagent.secrets.yaml");
  await writeFile(path, "mcp:\n  servers:\n    s:\n      command: mine\n");
  await writeFile(secrets, "mcp:\n  servers:\n    s:\n      command: theirs\n");
  expect((await loadConfigFile(path)).servers).toMatchObject([{ key: "s", command: "theirs" }]);
  await chown(secrets, 1_234, 1_234);
  expect((await loadConfigFile(path)).servers).toMatchObject([{ key: "s", command: "mine" }]);
});

it("updates in place: comments, order and indentation stay, and so does the mode", async () => {
  const path = join(dir, "mcp.json");
  const text =
    '{\n    // mine\n    "mcpServers": {\n        "a": { "command": "x", "vendor": 1 }, // keep\n        "b": { "url": "http://h" }\n    }\n}\n';
  await writeFile(path, text, { mode: 0o640 });
  await updateConfigFile(path, { a: { command: "y" }, b: null, c: { url: "http://c/mcp" } });
  expect(await readFile(path, "utf8")).toBe(
    '{\n    // mine\n    "mcpServers": {\n        "a": { "command": "y", "vendor": 1 }, // keep\n        "c": {\n            "url": "http://c/mcp"\n        }\n    }\n}\n',
  );
  expect((await stat(path)).mode & 0o777).toBe(0o640);
  expect(await readdir(dir)).toEqual(["mcp.json"]);
});

const ENTRY = { a: { command: "x" } };
it.each<[string, (path: string) => Promise<void>]>([
  ["updateConfigFile", (path) => updateConfigFile(path, ENTRY)],
  ["saveConfigFile", async (path) => await saveConfigFile(path, parseConfig({ mcpServers: ENTRY }))],
])("%s keeps links, encodings and byte order marks", async (_, write) => {
  await mkdir(join(dir, "dotfiles"));
  const file = join(dir, "dotfiles", "real.json");
  await symlink("dotfiles/real.json", join(dir, "mcp.json"));
  for (const name of ["utf-8", "utf-16le", "utf-16be"] as const) {
    await writeFile(file, encodeText('{ "mcpServers": {} }', { name, marked: true }));
    await write(join(dir, "mcp.json"));
    const bytes = await readFile(file);
    expect(encodingOf(bytes)).toEqual({ name, marked: true });
    expect(JSON.parse(decodeText(bytes))).toEqual({ mcpServers: ENTRY });
  }
  expect((await lstat(join(dir, "mcp.json"))).isSymbolicLink()).toBe(true);
  expect(await readdir(join(dir, "dotfiles"))).toEqual(["real.json"]);
});

it.each([
  [".vscode/mcp.json", { servers: ENTRY }],
  [".zed/settings.json", { context_servers: ENTRY }],
  ["mcp.json", { mcpServers: ENTRY }],
])("puts the first server of %s where its client reads it", async (name, want) => {
  await updateConfigFile(join(dir, name), ENTRY);
  expect(JSON.parse(await readFile(join(dir, name), "utf8"))).toEqual(want);
});

it("creates a file that only its owner can read", async () => {
  const path = join(dir, "new.json");
  await updateConfigFile(path, { a: { command: "x" } });
  expect((await loadConfigFile(path)).servers).toMatchObject([{ key: "a", command: "x" }]);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
});

it.each([
  ["broken", '{ "mcpServers": { "a": }', /:1:\d+: The config is not valid JSON/],
  ["a list", "[]", /is not an object/],
])("leaves a file alone that is %s", async (_, text, message) => {
  const path = join(dir, "mcp.json");
  await writeFile(path, text);
  await expect(updateConfigFile(path, { a: { command: "x" } })).rejects.toThrow(message);
  expect(await readFile(path, "utf8")).toBe(text);
});

it.each([
  ["missing", "no.json", /cannot be read: it does not exist/],
  ["a folder", ".", /cannot be read: .*EISDIR/],
])("a %s file is an error", async (_, name, message) => {
  await expect(loadConfigFile(join(dir, name))).rejects.toMatchObject({
    code: "CONFIGURATION",
    message: expect.stringMatching(message) as string,
  });
});

it("reads an empty file as a config without servers", async () => {
  await writeFile(join(dir, "mcp.json"), "");
  expect((await loadConfigFile(join(dir, "mcp.json"))).faults).toMatchObject([
    { line: 1, column: 1, message: "No MCP servers defined in the config: it is empty." },
  ]);
});
