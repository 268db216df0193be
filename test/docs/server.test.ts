import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sourceAliases } from "../support/source-aliases.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const page = await readFile(join(root, "docs/server.md"), "utf8");
const snippets = [...page.matchAll(/```ts run\n(.*?)```/gs)].map(([, text = ""]) => text);

/** The server that the page speaks of. */
const NOTES = `
import { McpServer } from "@modelcontextprotocol/server";
import { serveStdio } from "@modelcontextprotocol/server/stdio";
import { z } from "zod";
serveStdio(() => {
  const server = new McpServer({ name: "notes", version: "1" });
  const inputSchema = z.object({ note: z.string() });
  server.registerTool("add", { inputSchema }, ({ note }) => ({ content: [{ type: "text", text: "added " + note }] }));
  return server;
});
`;

let folder: string;
beforeAll(async () => {
  await mkdir(join(root, "node_modules/.cache"), { recursive: true });
  // where packages are found
  folder = await mkdtemp(join(root, "node_modules/.cache/server-page-"));
  await writeFile(join(folder, "notes.mjs"), NOTES);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe("docs/server.md", () => {
  it.each(
    [
      ["connects within the process", "[ 'add' ]\n"],
      ["forwards credentials", ""],
      ["tells callers apart by their tokens", "added milk\n"],
      ["refuses calls by an interceptor", "Tools are off today.\n"],
    ].map(([intent, want], i) => [intent, snippets[i] ?? "", want] as const),
  )("shows code that runs: %s", async (_intent, contents, want) => {
    const outfile = join(folder, "snippet.mjs");
    await build({
      stdin: { contents, resolveDir: folder, loader: "ts" },
      outfile,
      bundle: true,
      format: "esm",
      platform: "node",
      target: "node20",
      supported: { using: false },
      logLevel: "error",
      alias: sourceAliases,
      packages: "external",
    });
    const { stdout } = await promisify(execFile)(process.execPath, [outfile], { cwd: folder });
    expect(stdout).toBe(want);
  });

  it("has a test for each of them", () => {
    expect(snippets).toHaveLength(4);
  });
});
