import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { McpServer } from "@modelcontextprotocol/server";
import { afterEach } from "vitest";
import { z } from "zod";
import type { TransportSource } from "../../../src/runtime/transport/transport-source.js";
import { dualEraSource } from "../support/sources.js";

/** A server with a state, a picture, progress and both kinds of failure. */
export function notesServer(version = "1.2.0"): TransportSource & { readonly calls: string[] } {
  const calls: string[] = [];
  const notes: string[] = [];
  const text = (value: string) => ({ content: [{ type: "text" as const, text: value }] });
  const make = (): McpServer => {
    const server = new McpServer({ name: "notes", version }, { instructions: "Keep notes." });
    server.registerTool("list", { outputSchema: z.object({ notes: z.array(z.string()) }) }, () => {
      calls.push("list");
      return { ...text(JSON.stringify(notes)), structuredContent: { notes: [...notes] } };
    });
    server.registerTool("add", { inputSchema: z.object({ note: z.string() }) }, ({ note }) => {
      calls.push("add");
      notes.push(note);
      return text(`added ${note}`);
    });
    server.registerTool("fail", { inputSchema: z.object({ why: z.string() }) }, ({ why }) => {
      calls.push("fail");
      return { ...text(why), isError: true };
    });
    server.registerTool("picture", {}, () => ({
      content: [{ type: "image", mimeType: "image/png", data: Buffer.from("not a png").toString("base64") }],
    }));
    server.registerTool("slow", {}, async (context) => {
      const { progressToken } = context.mcpReq._meta ?? {};
      for (const progress of [1, 2])
        if (progressToken !== undefined)
          await context.mcpReq.notify({
            method: "notifications/progress",
            params: { progressToken, progress, total: 2 },
          });
      return text("done");
    });
    server.registerResource("readme", "notes://readme", {}, (uri) => ({
      contents: [{ uri: uri.href, text: "Read me." }],
    }));
    server.registerPrompt("greet", { argsSchema: z.object({ who: z.string() }) }, ({ who }) => ({
      messages: [{ role: "user", content: { type: "text", text: `Hello, ${who}.` } }],
    }));
    return server;
  };
  return Object.assign(dualEraSource(make), { calls });
}

const folders: string[] = [];

/** A new folder, removed after the test. */
export async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "recording-"));
  folders.push(folder);
  return folder;
}

afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

/** Every file below a folder: its path and its text. */
export async function filesIn(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const read = files
    .sort()
    .map(async (path) => [path.slice(folder.length + 1), await readFile(path, "utf8")]);
  return Object.fromEntries(await Promise.all(read)) as Record<string, string>;
}
