import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { root } from "../../scripts/bundle.mjs";
import { type WeatherProject, weatherProject } from "../docs/weather-project.js";
import { useBuiltBin } from "./built.js";

/** A sentence that the generator writes into every client. */
const [SENTENCE, REWORDED] = ["Input and output of every tool", "What goes in and out of every tool"];

describe("an upgrade of the generator", { timeout: 120_000 }, () => {
  const bin = useBuiltBin();
  let project: WeatherProject;
  const builds: string[] = [];

  beforeAll(async () => {
    project = await weatherProject(await build("1.0.0"));
  }, 120_000);
  afterAll(async () => {
    for (const folder of [project.folder, ...builds]) await rm(folder, { recursive: true, force: true });
  });

  /** A copy of the build, of another version, that writes `sentence` in place of {@link SENTENCE}. */
  async function build(version: string, sentence = SENTENCE): Promise<string> {
    const folder = await mkdtemp(join(root, "node_modules/.cache/fmcp-upgrade-"));
    builds.push(folder);
    await cp(dirname(dirname(bin())), folder, { recursive: true });
    await cp(join(root, "templates"), join(folder, "templates"), { recursive: true });
    const manifest = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as object;
    await writeFile(join(folder, "package.json"), JSON.stringify({ ...manifest, version }));
    const template = join(folder, "templates/sample/client.ts");
    const text = await readFile(template, "utf8");
    expect(text).toContain(SENTENCE);
    await writeFile(template, text.replaceAll(SENTENCE, sentence));
    return join(folder, "bin/fmcp-codegen.js");
  }

  const check = (by: string, ...flags: string[]) =>
    project.run(["node", by, "check", ...flags].map((word) => `'${word}'`).join(" "));
  const lock = (): Promise<string> => readFile(join(project.folder, "src/mcp/mcp.lock.json"), "utf8");

  it.each([[[]], [["--full"]]])(
    "to a build that differs in its version only is green %j, and said",
    async (flags) => {
      expect(JSON.parse(await lock())).toMatchObject({ emitter: { version: "1.0.0" } });
      const { exitCode, stdout, stderr } = await check(await build("1.1.0"), ...flags);
      expect(exitCode, stdout + stderr).toBe(0);
      expect(stdout + stderr).toContain("fmcp-codegen 1.0.0 wrote the files; 1.1.0 would write the same.");
    },
  );

  it("to a build that differs in its version only changes no byte when it generates", async () => {
    const before = await lock();
    const { exitCode, stderr } = await project.run(`node ${await build("1.2.0")} mcp.json -o src/mcp`);
    expect(exitCode, stderr).toBe(0);
    expect(await lock()).toBe(before);
  });

  it("to a build that writes something else is red, with the patch", async () => {
    const { exitCode, stdout } = await check(await build("2.0.0", REWORDED));
    expect(exitCode).toBe(1);
    expect(stdout).toContain("--- weather/client.ts");
    expect(stdout).toMatch(new RegExp(`^-.*${SENTENCE}`, "m"));
    expect(stdout).toMatch(new RegExp(`^\\+.*${REWORDED}`, "m"));
  });

  it("is judged by the build that wrote the files as green", async () => {
    const { exitCode, stdout, stderr } = await check(await build("1.0.0"));
    expect(exitCode, stdout).toBe(0);
    expect(stdout + stderr).not.toContain("would write the same");
  });
});
