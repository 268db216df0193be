import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { importBundled } from "../../../support/import-bundled.js";
import { runMain } from "../run-main.js";

const root = fileURLToPath(new URL("../../../..", import.meta.url));
const server = fileURLToPath(import.meta.resolve("@modelcontextprotocol/server-filesystem/dist/index.js"));

let folder: string;
const args = (path: string): string => JSON.stringify({ path: join(folder, path) });

beforeAll(async () => {
  await mkdir(join(root, ".cache"), { recursive: true });
  folder = await mkdtemp(join(root, ".cache/record-"));
  await mkdir(join(folder, "files"));
  await writeFile(join(folder, "files/a.txt"), "alpha token-s3cr3t-value");
  const entry = {
    command: process.execPath,
    args: [server, join(folder, "files")],
    env: { API_TOKEN: "token-s3cr3t-value" },
  };
  await writeFile(join(folder, "mcp.json"), JSON.stringify({ mcpServers: { files: entry } }));
});

afterAll(() => rm(folder, { recursive: true }));

const recorded = (path: string): Promise<string> => readFile(join(folder, "recordings/files", path), "utf8");

describe("record", () => {
  it("records a call of a read-only tool, without secrets", async () => {
    const ran = await runMain(["record", "files.read_text_file", args("files/a.txt"), "mcp.json"], folder);
    expect(ran).toMatchObject({ exitCode: 0, stdout: "" });
    expect(ran.stderr).toContain("recordings: files.read_text_file recorded");
    const line = JSON.parse(await recorded("tools/read_text_file.jsonl")) as object;
    expect(line).toMatchObject({ method: "tools/call", result: { structuredContent: {} } });
    expect(JSON.stringify(line)).toContain("alpha");
    expect(JSON.stringify(line)).not.toContain("s3cr3t");
  });

  it("calls another tool only if allowed", async () => {
    const call = ["record", "create_directory", `path=${join(folder, "files/new")}`, "mcp.json"];
    const refused = await runMain(call, folder);
    expect(refused.exitCode).toBe(2);
    expect(refused.stderr).toContain('"create_directory" does not say that it is read-only');
    expect(await readdir(join(folder, "files"))).toEqual(["a.txt"]);
    expect((await runMain([...call, "--writes"], folder)).exitCode).toBe(0);
    expect(await recorded("tools/create_directory.jsonl")).toContain("Successfully created");
  });

  it("names arguments that are not JSON as they were given", async () => {
    const ran = await runMain(["record", "list_directory", "{path: 1}", "mcp.json"], folder);
    expect(ran.exitCode).toBe(2);
    expect(ran.stderr).toContain("{path: 1} is not a JSON object.");
  });

  it("records that the tool failed", async () => {
    const ran = await runMain(
      ["record", "read_text_file", args("files/none.txt"), "mcp.json", "--json"],
      folder,
    );
    expect(ran.exitCode).toBe(1);
    expect(JSON.parse(ran.stdout)).toMatchObject({ server: "files", tool: "read_text_file", isError: true });
    expect(await recorded("tools/read_text_file.jsonl")).toContain('"isError":true');
  });
});

describe("record with a program", () => {
  let bundle: string;
  beforeAll(async () => {
    const source = join(folder, "app.ts");
    await writeFile(
      source,
      `import { Client } from "fmcp-runtime";
       export async function main(): Promise<void> {
         await using client = await Client.connect(process.argv[2] ?? "");
         await client.callTool("list_directory", { path: process.argv[3] ?? "" });
         process.exitCode = 7;
       }
       if (process.argv[2] !== undefined && process.argv[1]?.endsWith("run.mjs")) await main();`,
    );
    bundle = join(folder, "run.mjs");
    await importBundled(source, bundle, { target: "node20" });
  });

  it("runs it unchanged, and exits with its code", async () => {
    const app = [process.execPath, bundle, join(folder, "mcp.json"), join(folder, "files")];
    const ran = await runMain(
      ["record", "-r", "seen", "--", ...app],
      folder,
      process.env as Record<string, string>,
    );
    expect(ran).toMatchObject({ exitCode: 7, stdout: "" });
    expect(ran.stderr).toContain("seen: recordings of 1 server");
    expect(await readFile(join(folder, "seen/files/tools/list_directory.jsonl"), "utf8")).toContain("a.txt");
  });

  it("reports that nothing was recorded", async () => {
    const ran = await runMain(["record", "-r", "none", "--", process.execPath, "-e", "0"], folder, {});
    expect(ran.exitCode).toBe(0);
    expect(ran.stderr).toContain("Nothing was recorded");
  });

  it("says of a program that failed before it called a server with what it ended", async () => {
    const ran = await runMain(
      ["record", "-r", "none", "--", process.execPath, "-e", "process.exit(3)"],
      folder,
      {},
    );
    expect(ran.exitCode).toBe(3);
    expect(ran.stderr).toContain("the program ended with exit code 3 before a server answered");
  });

  it("names a program that does not exist", async () => {
    const ran = await runMain(["record", "--", "no-such-program"], folder, { PATH: "/nowhere" });
    expect(ran.exitCode).toBe(2);
    expect(ran.stderr).toContain("no-such-program could not be started");
  });
});
