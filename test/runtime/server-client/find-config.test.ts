import { mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { configure } from "../../../src/runtime/server-client/configure.js";
import { findConfig } from "../../../src/runtime/server-client/find-config.js";
import { resolveServer } from "../../../src/runtime/server-client/resolve-server.js";

let root: string;
beforeEach(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), "fmcp-config-")));
});
afterEach(async () => {
  configure({});
  vi.unstubAllEnvs();
  await rm(root, { recursive: true });
});

async function write(path: string, server = "a"): Promise<string> {
  const full = join(root, path);
  await mkdir(dirname(full), { recursive: true });
  await writeFile(
    full,
    JSON.stringify({ mcpServers: { weather: { url: `https://${server}.example/mcp` } } }),
  );
  return full;
}

describe("findConfig", () => {
  it.each<[intent: string, files: string[], module: string | undefined, cwd: string, want: string]>([
    ["finds it beside the code", ["mcp.json", "src/mcp.json"], "src/mcp/weather/client.ts", ".", "mcp.json"],
    [
      "finds it above code that was compiled one folder deeper",
      ["mcp.json"],
      "dist/src/mcp/weather/client.js",
      ".",
      "mcp.json",
    ],
    ["finds it above a bundle", ["mcp.json"], "dist/bundle.mjs", ".", "mcp.json"],
    [
      "prefers what is above the code to the working directory",
      ["app/mcp.json", "work/mcp.json"],
      "app/dist/x/y.js",
      "work",
      "app/mcp.json",
    ],
    [
      "finds it above the working directory where the code has no file URL",
      ["mcp.json"],
      undefined,
      "a/b",
      "mcp.json",
    ],
  ])("%s", async (_intent, files, module, cwd, want) => {
    for (const file of files) await write(file);
    await mkdir(join(root, cwd), { recursive: true });
    vi.spyOn(process, "cwd").mockReturnValue(join(root, cwd));
    const base = module === undefined ? undefined : pathToFileURL(join(root, module)).href;
    const place = { server: "weather", config: "../../../mcp.json", ...(base !== undefined && { base }) };
    expect(findConfig(place)).toBe(join(root, want));
    vi.restoreAllMocks();
  });
});

describe("the config of a generated client", () => {
  const contract = { server: "weather", era: "modern", tools: {} } as const;
  const urlOf = async (options: object, extra: object = {}): Promise<unknown> => {
    const { entry } = await resolveServer({ ...contract, ...extra }, options);
    return (entry as { url?: unknown } | undefined)?.url;
  };

  it("comes from the client's options, then configure(), then FMCP_CONFIG, then the file next to the code", async () => {
    await write("mcp.json", "beside");
    const place = { config: "./mcp.json", base: pathToFileURL(join(root, "client.js")).href };
    expect(await urlOf({}, place)).toBe("https://beside.example/mcp");
    vi.stubEnv("FMCP_CONFIG", await write("env.json", "env"));
    expect(await urlOf({}, place)).toBe("https://env.example/mcp");
    configure({ config: await write("program.json", "program") });
    expect(await urlOf({}, place)).toBe("https://program.example/mcp");
    const config = await write("own.json", "own");
    expect(await urlOf({ config }, place)).toBe("https://own.example/mcp");
  });

  it("falls back to the entry in the code if the program's config has no such server", async () => {
    const entry = { url: "https://inline.example/mcp" };
    configure({ config: { mcpServers: { other: { url: "https://other.example/mcp" } } } });
    expect(await urlOf({}, { entry })).toBe("https://inline.example/mcp");
    configure({ config: await write("program.json", "program") });
    expect(await urlOf({}, { entry })).toBe("https://program.example/mcp");
  });
});

describe("an entry in the code whose paths count from its config", () => {
  const entry = { command: "node", args: ["./s.mjs"] };
  const contract = (module: string) => ({
    server: "weather",
    config: "../../../.vscode/mcp.json",
    base: pathToFileURL(join(root, module)).href,
    entry,
    era: "modern" as const,
    tools: {},
  });
  const folderFor = async (module: string): Promise<string | undefined> => {
    const { entry: resolved } = await resolveServer(contract(module), {});
    return resolved?.kind === "stdio" ? resolved.cwd : undefined;
  };

  it.each<[intent: string, files: string[], module: string, want: string | undefined]>([
    ["beside the code", [".vscode/mcp.json"], "src/mcp/weather/client.ts", "."],
    ["above code that was compiled deeper", [".vscode/mcp.json"], "dist/src/mcp/weather/client.js", "."],
    ["where the config was, without it", ["src/mcp/weather/x.json"], "src/mcp/weather/client.ts", "."],
    ["nowhere, in code that lies elsewhere", [], "a/b/c/d/client.ts", undefined],
  ])("finds the folder: %s", async (_intent, files, module, want) => {
    for (const file of files) await write(file);
    vi.spyOn(process, "cwd").mockReturnValue(join(root, "nothing"));
    expect(await folderFor(module)).toBe(want === undefined ? undefined : join(root, want));
  });
});
