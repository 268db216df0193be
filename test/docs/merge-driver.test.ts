import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it } from "vitest";
import { useBuiltBin } from "../package/built.js";
import { type WeatherProject, weatherProject } from "./weather-project.js";

const doc = readFileSync(fileURLToPath(new URL("../../docs/ci.md", import.meta.url)), "utf8");
const [, merges = ""] = doc.split("## Merges");
const block = (language: string): string =>
  new RegExp("```" + language + "\\n([\\s\\S]*?)```").exec(merges)?.[1] ?? "";

describe("the merge driver of docs/ci.md", { timeout: 120_000 }, () => {
  const bin = useBuiltBin();
  let project: WeatherProject;
  afterEach(() => rm(project.folder, { recursive: true, force: true }));

  const done = async (command: string): Promise<string> => {
    const { exitCode, stdout, stderr } = await project.run(command);
    expect(exitCode, `${command}\n${stdout}\n${stderr}`).toBe(0);
    return stdout;
  };
  const text = (path: string): string => readFileSync(join(project.folder, path), "utf8");
  const lock = () => JSON.parse(text("src/mcp/mcp.lock.json")) as { servers: object };

  /** A commit on a branch of its own, in which the code was generated again. */
  const commitOn = async (branch: string, servers: readonly string[], says: object): Promise<void> => {
    await done(`git checkout -q -b ${branch} main`);
    configure(servers);
    project.says(says);
    await project.generate();
    await done(`git add . && git commit -q -m "Change on ${branch}"`);
  };
  // with a line for each server, so that git merges the config by itself
  const configure = (servers: readonly string[]): void => {
    const lines = servers.map((name) => `"${name}": { "command": "node", "args": ["server.mjs"] }`);
    writeFileSync(join(project.folder, "mcp.json"), `{ "mcpServers": {\n${lines.join(",\n\n\n")}\n} }\n`);
  };

  const start = async (): Promise<void> => {
    project = await weatherProject(bin());
    mkdirSync(join(project.folder, "scripts"));
    writeFileSync(join(project.folder, "scripts/merge-mcp.mjs"), block("js"));
    await done(block("bash"));
    configure(["sea", "weather", "wind"]);
    await project.generate();
    await done("git add . && git commit -q -m 'Use the driver'");
  };

  it("takes the servers of both branches; the code follows from the lock, without a server", async () => {
    await start();
    await commitOn("a", ["air", "sea", "weather", "wind"], { description: "Tells the weather." });
    await commitOn("b", ["sea", "weather", "wind", "zodiac"], { description: "Tells it." });
    await done("git merge -q --no-edit a");
    expect(Object.keys(lock().servers).sort()).toEqual(["air", "sea", "weather", "wind", "zodiac"]);
    expect((await project.run("npx fmcp-codegen check")).exitCode).toBe(1);
    writeFileSync(join(project.folder, "server.mjs"), "process.exit(1);\n");
    await done("npx fmcp-codegen generate --offline");
    await done("npx fmcp-codegen check --full");
    expect(text("src/mcp/air/client.ts")).toContain("Tells the weather.");
    expect(text("src/mcp/weather/client.ts")).toContain("Tells it.");
    for (const name of ["air", "zodiac"]) expect(text("src/mcp/index.ts")).toContain(`./${name}/index.js`);
  });

  it("leaves a conflict where both branches changed one server, which the servers then decide", async () => {
    await start();
    await commitOn("a", ["sea", "weather", "wind"], { description: "Tells the weather of today." });
    await commitOn("b", ["sea", "weather", "wind"], { description: "Tells the weather of the day." });
    const { exitCode, stdout, stderr } = await project.run("git merge -q --no-edit a");
    expect(exitCode, stderr).toBe(1);
    expect(stdout + stderr).toContain("Both branches changed sea, weather, wind: run npx fmcp-codegen");
    expect(await done("git diff --name-only --diff-filter=U")).toBe("says.json\nsrc/mcp/mcp.lock.json");
    project.says({ description: "Tells the weather of both." });
    await done("npx fmcp-codegen mcp.json");
    await done("npx fmcp-codegen check --full");
    expect(text("src/mcp/weather/client.ts")).toContain("Tells the weather of both.");
    await done("git add . && git commit -q --no-edit");
  });

  it("without it, git leaves conflicts in the code", async () => {
    await start();
    await done("git config --unset merge.fmcp-codegen.driver");
    await commitOn("a", ["air", "sea", "weather", "wind"], { description: "Tells the weather." });
    await commitOn("b", ["air2", "sea", "weather", "wind"], { description: "Tells the weather." });
    expect((await project.run("git merge -q --no-edit a")).exitCode).toBe(1);
    expect(text("src/mcp/index.ts")).toMatch(/^<<<<<<< /m);
  });
});
