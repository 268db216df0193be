import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { generate } from "../../../src/codegen/run/generate.js";
import type { GenerateReport } from "../../../src/codegen/run/generate-options.js";
import { Client } from "../../../src/runtime/index.js";
import { parseConfig } from "../../../src/shared/config/index.js";

const SECRET = "from-4-file/Zq7+x";
/** Says in its instructions, and in an error, what it was given. */
const SCRIPT = `
const word = process.env.PIN ?? "nothing";
require("node:readline").createInterface({ input: process.stdin }).on("line", (line) => {
  const { id, method, params } = JSON.parse(line);
  const result = {
    initialize: { protocolVersion: "2025-11-25", capabilities: { tools: {}, prompts: {} },
      serverInfo: { name: "s", version: "1" }, instructions: "Given: " + word },
    "tools/list": { tools: [{ name: "t", description: "Given: " + word, inputSchema: { type: "object" } }] },
  }[method];
  const error = { code: -32000, message: "denied for " + word };
  if (id !== undefined) console.log(JSON.stringify({ jsonrpc: "2.0", id, ...(result ? { result } : { error }) }));
});`;
const program = { command: process.execPath, args: ["-e", SCRIPT], protocol: "legacy" };

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "fmcp-env-files-"));
  await writeFile(join(root, ".env"), `PIN="${SECRET}"\n`);
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function run(entry: object): Promise<{ readonly report: GenerateReport; readonly text: string }> {
  const config = { mcpServers: { s: entry } };
  await writeFile(join(root, "mcp.json"), JSON.stringify(config));
  const { servers } = parseConfig(config as never, { path: join(root, "mcp.json") } as never);
  const entries = servers.map((each) => ({ ...each, folder: root }));
  const paths = { configPath: join(root, "mcp.json"), out: join(root, "mcp") };
  // it refuses its resources
  const report = await generate({ entries, ...paths, allowCut: ["s"] });
  const found = await readdir(join(root, "mcp"), { recursive: true, withFileTypes: true }).catch(() => []);
  const files = found.filter((each) => each.isFile()).map((each) => join(each.parentPath, each.name));
  const texts = await Promise.all(files.map((file) => readFile(file, "utf8")));
  return { report, text: texts.join("\n") };
}

describe("a `.env` file", () => {
  it("beside the config is not read: variables are those of the process", async () => {
    const { report } = await run({ ...program, env: { PIN: "${PIN}" } });
    expect(report.servers).toMatchObject([{ status: "skipped" }]);
    expect(report.servers[0]?.error?.message).toContain("PIN");
    const client = new Client(join(root, "mcp.json"));
    await expect(client.connect()).rejects.toThrow("PIN");
    await client.close();
    const open = await run(program);
    expect(open.text).toContain("Given: nothing");
  });

  it.each<[string, object]>([
    ["a server", { ...program, envFile: ".env" }],
    ["a server, in the spelling of compose files", { ...program, env_file: ".env" }],
    ["a replica", { replicas: [{ ...program, envFile: ".env" }] }],
  ])("that `envFile` names is read for %s, and its values are masked", async (_, entry) => {
    const { report, text } = await run(entry);
    expect(report.servers).toMatchObject([{ status: "generated" }]);
    expect(text).toContain("Given: ***");
    expect(JSON.stringify([text, report])).not.toContain(SECRET);
    expect(report.diagnostics.map(({ message }) => message).join()).toContain("denied for ***");
  });
});
