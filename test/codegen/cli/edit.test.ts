import { createHash } from "node:crypto";
import { chmod, readdir, readFile, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { strToU8, zipSync } from "fflate";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { readConfigText, resolveEntry } from "../../../src/shared/config/index.js";
import { openInputs, withAnswers } from "../../../src/codegen/config/inputs.js";
import { loadServers } from "../../../src/codegen/config/load-servers.js";
import { folderWith } from "../config/temporary-folder.js";
import { runMain } from "./run-main.js";

const KEPT = '{\n  // mine\n  "mcpServers": {\n    "a": { "command": "x", "vendor": 1 } // keep\n  }\n}\n';

async function entryIn(folder: string, file = "mcp.json", key = "new"): Promise<unknown> {
  const text = await readFile(join(folder, file));
  return (await readConfigText(text, { path: file })).servers.find((server) => server.key === key)?.raw;
}

/** URL of a registry that gives one answer. */
async function registryWith(answer: object): Promise<string> {
  return await addressOf(createServer((_request, response) => void response.end(JSON.stringify(answer))));
}

/** A folder with programs in `bin`. */
async function folderWithPrograms(...names: readonly string[]): Promise<string> {
  const folder = await folderWith(Object.fromEntries(names.map((name) => [`bin/${name}`, ""])));
  await Promise.all(names.map((name) => chmod(join(folder, "bin", name), 0o755)));
  return folder;
}

/** Its URL, once it listens; it is closed after the test. */
async function addressOf(server: Server): Promise<string> {
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const OCI = { registryType: "oci", identifier: "o/w" };
const NPM = { registryType: "npm", identifier: "w" };
const PYPI = { registryType: "pypi", identifier: "w" };
const REMOTE = { type: "streamable-http", url: "https://h.example/mcp" };

describe("add", () => {
  it.each<[string, readonly string[], object]>([
    ["a URL", ["https://h.example/mcp"], { url: "https://h.example/mcp" }],
    ["an npm package", ["npm:@x/y"], { command: "npx", args: ["-y", "@x/y"] }],
    ["a PyPI package", ["pypi:x"], { command: "uvx", args: ["x"] }],
    ["a script", ["tools/s.mjs"], { command: "node", args: ["./tools/s.mjs"] }],
    ["a command", ["--", "node", "s.js", "--stdio"], { command: "node", args: ["s.js", "--stdio"] }],
  ])("puts %s into the nearest config", async (_, words, entry) => {
    const folder = await folderWith({ "mcp.json": KEPT, "tools/s.mjs": "" });
    const { exitCode, stderr } = await runMain(["add", "new", ...words], folder);
    expect(stderr).toContain('mcp.json: added "new"');
    expect(exitCode).toBe(0);
    expect(await entryIn(folder)).toEqual(entry);
    expect(await readFile(join(folder, "mcp.json"), "utf8")).toContain(
      '    "a": { "command": "x", "vendor": 1 }, // keep\n',
    );
  });

  it("creates an mcp.json if there is none", async () => {
    const folder = await folderWith({});
    expect((await runMain(["add", "new", "https://h.example/mcp"], folder)).exitCode).toBe(0);
    expect(await readFile(join(folder, "mcp.json"), "utf8")).toBe(
      '{\n  "mcpServers": {\n    "new": {\n      "url": "https://h.example/mcp"\n    }\n  }\n}\n',
    );
  });

  it("writes in the dialect of the client whose file it is", async () => {
    const folder = await folderWith({
      "opencode.json": '{ "mcp": { "a": { "type": "local", "command": ["x"] } } }',
      ".codex/config.toml": '# mine\n[mcp_servers.a]\ncommand = "x"\n',
    });
    for (const file of ["opencode.json", ".codex/config.toml", ".vscode/mcp.json"])
      expect((await runMain(["add", "new", "-f", file, "--", "npx", "-y", "p"], folder)).exitCode).toBe(0);
    expect(await entryIn(folder, "opencode.json")).toEqual({ type: "local", command: ["npx", "-y", "p"] });
    expect(await readFile(join(folder, ".codex/config.toml"), "utf8")).toBe(
      '# mine\n[mcp_servers.a]\ncommand = "x"\n\n[mcp_servers.new]\ncommand = "npx"\nargs = ["-y", "p"]\n',
    );
    expect(JSON.parse(await readFile(join(folder, ".vscode/mcp.json"), "utf8"))).toEqual({
      servers: { new: { command: "npx", args: ["-y", "p"] } },
    });
  });

  it("replaces a secret by a variable", async () => {
    const folder = await folderWith({});
    const token = "ghp_0123456789abcdefghij0123456789abcd";
    const { stderr } = await runMain(["add", "gh", `https://h.example/mcp?token=${token}`], folder);
    expect(stderr).toContain("Set GH_TOKEN");
    expect(stderr).not.toContain(token);
    expect(await readFile(join(folder, "mcp.json"), "utf8")).toContain(
      "https://h.example/mcp?token=${GH_TOKEN}",
    );
  });

  it("looks a name up in a registry", async () => {
    const asked: (string | undefined)[] = [];
    const server = createServer((request, response) => {
      asked.push(request.url);
      const isKnown = request.url?.includes("weather") === true;
      response.writeHead(isKnown ? 200 : 404, { "content-type": "application/json" });
      const packages = [
        { registryType: "npm", identifier: "@o/weather", version: "1.0.0", transport: { type: "stdio" } },
      ];
      response.end(
        JSON.stringify(isKnown ? { server: { name: "io.github.o/weather", packages }, _meta: {} } : {}),
      );
    });
    const url = await addressOf(server);
    const folder = await folderWith({});
    const added = await runMain(["add", "new", "registry:io.github.o/weather", "--registry", url], folder);
    expect(added.exitCode).toBe(0);
    expect(asked).toEqual(["/v0.1/servers/io.github.o%2Fweather/versions/latest"]);
    expect(await entryIn(folder)).toEqual({ command: "npx", args: ["-y", "@o/weather@1.0.0"] });
    const missing = await runMain(["add", "other", "registry:io.github.o/none"], folder, {
      MCP_REGISTRY_URL: url,
    });
    expect(missing).toMatchObject({ exitCode: 2 });
    expect(missing.stderr).toContain("The registry has no such server");
  });

  it.each<[string, object, object, number, string]>([
    [
      "a deprecated server, and adds it",
      [{ registryType: "pypi", identifier: "w" }],
      { "io.modelcontextprotocol.registry/official": { status: "deprecated", statusMessage: "Use w2." } },
      0,
      "The registry marks io.github.o/w as deprecated: Use w2.",
    ],
    [
      "some of the packages that cannot be started from here",
      Array.from({ length: 12 }, (_, index) => ({ registryType: `kind${index}\u001b`, identifier: "w" })),
      {},
      2,
      "It has packages of the kind kind0\\u{1b}, kind1\\u{1b}",
    ],
    [
      "a bundle without a digest",
      [{ registryType: "mcpb", identifier: "https://h.example/w.mcpb" }],
      {},
      2,
      "gives no SHA-256 of the bundle https://h.example/w.mcpb, so it was not fetched.",
    ],
    [
      "a bundle at an insecure address",
      [{ registryType: "mcpb", identifier: "http://h.example/w.mcpb", fileSha256: "0".repeat(64) }],
      {},
      2,
      "is not at an https address",
    ],
  ])("warns of %s", async (_, packages, _meta, exitCode, said) => {
    const url = await registryWith({ server: { name: "io.github.o/w", packages }, _meta });
    const added = await runMain(
      ["add", "new", "registry:io.github.o/w", "--registry", url],
      await folderWith({}),
    );
    expect(added.exitCode).toBe(exitCode);
    expect(added.stderr).toContain(said);
  });

  it.each<[string, object, readonly string[], object, string]>([
    [
      "the first package whose program is installed",
      { packages: [OCI, NPM, PYPI], remotes: [REMOTE] },
      ["uvx", "npx"],
      { command: "npx", args: ["-y", "w"] },
      "Taken: npm w. --package takes another: oci o/w, pypi w, remote https://h.example/mcp.",
    ],
    ["a remote if no program is installed", { packages: [OCI, NPM], remotes: [REMOTE] }, ["uvx"], REMOTE, ""],
    [
      "a remote before a package that listens on a port",
      {
        packages: [{ ...NPM, transport: { type: "sse", url: "http://localhost:1/sse" } }],
        remotes: [REMOTE],
      },
      ["npx"],
      REMOTE,
      "",
    ],
    [
      "a package that cannot be started, with a warning",
      { packages: [OCI, NPM] },
      [],
      { command: "docker", args: ["run", "-i", "--rm", "o/w"] },
      "io.github.o/w needs docker, which is not installed here.",
    ],
  ])("takes from a registry's entry %s", async (_, server, programs, entry, said) => {
    const url = await registryWith({ server: { name: "io.github.o/w", ...server } });
    const folder = await folderWithPrograms(...programs);
    const args = ["add", "new", "registry:io.github.o/w", "--registry", url];
    const { exitCode, stderr } = await runMain(args, folder, { PATH: join(folder, "bin") });
    expect(exitCode).toBe(0);
    expect(await entryIn(folder)).toEqual(entry);
    expect(stderr).toContain(said);
    if (!said.includes("not installed")) expect(stderr).not.toContain("not installed");
  });

  it.each<[string, number, object | undefined, string]>([
    ["pypi", 0, { command: "uvx", args: ["w"] }, ""],
    ["@o/w", 0, { command: "npx", args: ["-y", "@o/w"] }, ""],
    ["remote", 0, REMOTE, ""],
    ["cargo", 2, undefined, "It has: npm @o/w, pypi w, remote https://h.example/mcp."],
  ])("takes the package %s of a registry's entry", async (wanted, code, entry, said) => {
    const packages = [{ ...NPM, identifier: "@o/w" }, PYPI];
    const url = await registryWith({ server: { name: "io.github.o/w", packages, remotes: [REMOTE] } });
    const folder = await folderWithPrograms("npx", "uvx");
    const args = ["add", "new", "registry:io.github.o/w", "--registry", url, "--package", wanted];
    const { exitCode, stderr } = await runMain(args, folder, { PATH: join(folder, "bin") });
    expect(exitCode).toBe(code);
    expect(stderr).toContain(said);
    if (entry !== undefined) expect(await entryIn(folder)).toEqual(entry);
  });

  it.each<[string, (hash: string) => string, number, string]>([
    ["fetches a bundle with the registry's digest", (hash) => hash.toUpperCase(), 0, ""],
    [
      "refuses a bundle with another digest",
      () => "0".repeat(64),
      2,
      "is not the one that the registry describes",
    ],
  ])("%s", async (_, told, code, said) => {
    const manifest = {
      manifest_version: "0.3",
      name: "b",
      server: { mcp_config: { command: "${__dirname}/run" } },
    };
    const file = zipSync({ "manifest.json": strToU8(JSON.stringify(manifest)), run: strToU8("#!/bin/sh") });
    const hash = createHash("sha256").update(file).digest("hex");
    const bundles = createServer((_request, response) => void response.end(file));
    const packages = [{ registryType: "mcpb", identifier: await addressOf(bundles), fileSha256: told(hash) }];
    const url = await registryWith({ server: { name: "io.github.o/w", packages } });
    const folder = await folderWith({});
    const { exitCode, stderr } = await runMain(
      ["add", "new", "registry:io.github.o/w", "--registry", url],
      folder,
    );
    expect(exitCode).toBe(code);
    expect(stderr).toContain(said);
    const place = `w-${hash.slice(0, 12)}`;
    expect(await entryIn(folder).catch(() => "none")).toEqual(
      code === 0 ? { command: `./${place}/run` } : "none",
    );
    expect(await readdir(folder)).toEqual([
      ".git",
      ...(code === 0 ? ["mcp.json", place, `${place}.mcpb`] : []),
    ]);
  });

  it("passes the warning of a deprecated server to every command that accepts a target", async () => {
    const _meta = { "io.modelcontextprotocol.registry/official": { status: "deleted" } };
    const remotes = [REMOTE];
    vi.stubEnv("MCP_REGISTRY_URL", await registryWith({ server: { name: "io.github.o/w", remotes }, _meta }));
    onTestFinished(() => void vi.unstubAllEnvs());
    const { config } = await loadServers("registry:io.github.o/w", { cwd: await folderWith({}) });
    expect(config.warnings?.map(({ message }) => message)).toEqual([
      "The registry marks io.github.o/w as deleted.",
    ]);
  });

  it("unpacks a bundle next to the config", async () => {
    const folder = await folderWith({});
    const manifest = {
      ...{ manifest_version: "0.3", name: "b", version: "1.0.0" },
      server: { type: "node", mcp_config: { command: "node", args: ["${__dirname}/server.js"] } },
    };
    const files = { "manifest.json": strToU8(JSON.stringify(manifest)), "server.js": strToU8("// here") };
    await writeFile(join(folder, "b.mcpb"), zipSync(files));
    expect((await runMain(["add", "new", "b.mcpb"], folder)).exitCode).toBe(0);
    expect(await entryIn(folder)).toEqual({ command: "node", args: ["./b/server.js"] });
    expect(await readFile(join(folder, "b/server.js"), "utf8")).toBe("// here");
  });

  it("keeps the defaults of what a bundle asks for, and names what has to be given", async () => {
    const folder = await folderWith({});
    const manifest = {
      ...{ manifest_version: "0.3", name: "b", version: "1.0.0" },
      server: {
        mcp_config: {
          command: "node",
          args: ["--dir", "${user_config.dir}", "${user_config.dirs}", "--level=${user_config.level}"],
          env: { KEY: "${user_config.api_key}" },
        },
      },
      user_config: {
        dir: { type: "directory", multiple: true, default: ["${HOME}/Desktop"] },
        dirs: { type: "directory", multiple: true, default: ["/a", "/b"] },
        level: { type: "number", default: 3 },
        api_key: { type: "string", sensitive: true, required: true },
      },
    };
    await writeFile(join(folder, "b.mcpb"), zipSync({ "manifest.json": strToU8(JSON.stringify(manifest)) }));
    const { exitCode, stderr } = await runMain(["add", "new", "b.mcpb"], folder);
    expect(exitCode).toBe(0);
    const entry = {
      command: "node",
      args: ["--dir", "${user_config.dir:-${HOME}/Desktop}", "/a", "/b", "--level=${user_config.level:-3}"],
      env: { KEY: "${user_config.api_key}" },
    };
    expect(await entryIn(folder)).toEqual(entry);
    expect(stderr).toContain(
      'Input "api_key" has no value. Give --input api_key=…, or set MCP_INPUT_API_KEY.\n',
    );
    expect(stderr.match(/has no value/g)).toHaveLength(1);
    const { config } = await loadServers("b.mcpb", { cwd: folder, own: join(folder, "out") });
    expect(config.servers.map(({ raw }) => raw)).toEqual([{ ...entry, cwd: ".." }]);
    expect(openInputs(config.servers, {}).map(({ id }) => id)).toEqual(["api_key"]);
    const [server] = config.servers;
    const answered = withAnswers(server!, { api_key: "kk", level: "5" });
    expect(resolveEntry(answered, { env: {}, userHome: "/home/u" })).toMatchObject({
      faults: [],
      entry: { args: ["--dir", "/home/u/Desktop", "/a", "/b", "--level=5"], env: { KEY: "kk" } },
    });
  });

  it("names the variables that a registry's server needs", async () => {
    const remotes = [{ ...REMOTE, headers: [{ name: "X-Api-Key", isRequired: true, isSecret: true }] }];
    const url = await registryWith({ server: { name: "io.github.o/w", remotes } });
    const args = ["add", "new", "registry:io.github.o/w", "--registry", url];
    const { stderr } = await runMain(args, await folderWith({}));
    expect(stderr).toContain('Environment variable "X_API_KEY" is not set. Set X_API_KEY');
    const set = await runMain(args, await folderWith({}), { X_API_KEY: "1" });
    expect(set.stderr).not.toContain("is not set");
  });

  it("refuses a bundle that holds a file outside it", async () => {
    const folder = await folderWith({});
    const manifest = { manifest_version: "0.3", name: "b", server: { mcp_config: { command: "node" } } };
    const files = {
      "manifest.json": strToU8(JSON.stringify(manifest)),
      "first.js": strToU8("x"),
      "../evil.js": strToU8("x"),
    };
    await writeFile(join(folder, "b.mcpb"), zipSync(files));
    const { exitCode, stderr } = await runMain(["add", "new", "b.mcpb"], folder);
    expect(exitCode).toBe(2);
    expect(stderr).toContain("holds a file outside it");
    expect(await readdir(folder)).toEqual([".git", "b.mcpb"]);
  });

  it("leaves nothing behind of a bundle that cannot be written", async () => {
    const folder = await folderWith({});
    const manifest = { manifest_version: "0.3", name: "b", server: { mcp_config: { command: "node" } } };
    const files = {
      "manifest.json": strToU8(JSON.stringify(manifest)),
      a: strToU8("a file"),
      "a/b": strToU8("in what is a file"),
    };
    await writeFile(join(folder, "b.mcpb"), zipSync(files));
    const { exitCode, stderr } = await runMain(["add", "new", "b.mcpb"], folder);
    expect(exitCode).toBe(2);
    expect(stderr).toContain("The bundle cannot be unpacked into");
    expect(await readdir(folder)).toEqual([".git", "b.mcpb"]);
  });

  it.each([
    ["a name that is taken", ["add", "a", "https://h.example/mcp"], 'already has a server "a"'],
    ["an invalid target", ["add", "new", "nonsense"], "is not a server that can be added"],
    ["a missing script", ["add", "new", "./no.py"], "No such script"],
  ])("refuses %s, and leaves the file unchanged", async (_, argv, message) => {
    const folder = await folderWith({ "mcp.json": KEPT });
    const { exitCode, stderr } = await runMain(argv, folder);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(message);
    expect(await readFile(join(folder, "mcp.json"), "utf8")).toBe(KEPT);
  });

  it("leaves a broken file unchanged", async () => {
    const folder = await folderWith({ "mcp.json": '{ "mcpServers": ' });
    const { exitCode } = await runMain(["add", "new", "https://h.example/mcp"], folder);
    expect(exitCode).toBe(2);
    expect(await readFile(join(folder, "mcp.json"), "utf8")).toBe('{ "mcpServers": ');
  });
});

describe("remove", () => {
  it("removes a server, and keeps the rest", async () => {
    const folder = await folderWith({ "mcp.json": KEPT });
    await runMain(["add", "new", "https://h.example/mcp"], folder);
    expect((await runMain(["remove", "new"], folder)).exitCode).toBe(0);
    expect(await readFile(join(folder, "mcp.json"), "utf8")).toBe(KEPT);
  });

  it("suggests a name", async () => {
    const folder = await folderWith({ "mcp.json": '{ "mcpServers": { "weather": { "command": "x" } } }' });
    const { exitCode, stderr } = await runMain(["remove", "wether"], folder);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('Did you mean "weather"?');
  });
});
