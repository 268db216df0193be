import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** A server of one tool, which says what SAYS, a file beside it, says. */
const SERVER = `
import { McpServer } from "@modelcontextprotocol/server";
import { serveStdio } from "@modelcontextprotocol/server/stdio";
import { readFileSync } from "node:fs";
import * as z from "zod";
serveStdio(() => {
  const server = new McpServer({ name: "weather", version: "1.0.0" });
  const { description, days } = JSON.parse(readFileSync(new URL("says.json", import.meta.url), "utf8"));
  const inputSchema = z.object({ city: z.string(), ...(days && { days: z.number() }) });
  server.registerTool("get_forecast", { description, inputSchema }, () => ({ content: [] }));
  return server;
});
`;

export interface WeatherProject {
  readonly folder: string;
  git(...args: string[]): Promise<{ readonly exitCode?: number | undefined; readonly stderr: string }>;
  /** What the server says from now on. */
  says(value: object): void;
  /** Runs a shell command as a CI does. */
  run(
    command: string,
    env?: Record<string, string>,
  ): Promise<{ readonly exitCode?: number | undefined; readonly stdout: string; readonly stderr: string }>;
  generate(): Promise<void>;
}

/** A repository with generated clients of a weather server, committed, whose origin/main is that commit. */
export async function weatherProject(bin: string): Promise<WeatherProject> {
  // below the checkout, so that the server finds its packages
  mkdirSync(join(root, ".cache"), { recursive: true });
  const folder = await mkdtemp(join(root, ".cache/ci-"));
  const git = (...args: string[]) => execa("git", args, { cwd: folder, reject: false });
  const says = (value: object): void => writeFileSync(join(folder, "says.json"), JSON.stringify(value));
  const run = (command: string, env: Record<string, string> = {}) =>
    execa("bash", ["-e", "-o", "pipefail", "-c", command], {
      cwd: folder,
      reject: false,
      env: { CI: undefined, NODE_OPTIONS: undefined, npm_config_offline: "true", ...env },
    });
  const generate = async (): Promise<void> =>
    void (await execa("node", [bin, "mcp.json", "-o", "src/mcp"], { cwd: folder }));
  mkdirSync(join(folder, "node_modules/.bin"), { recursive: true });
  symlinkSync(bin, join(folder, "node_modules/.bin/fmcp-codegen"));
  chmodSync(bin, 0o755);
  writeFileSync(join(folder, "package.json"), '{ "name": "app", "private": true, "type": "module" }\n');
  writeFileSync(join(folder, "server.mjs"), SERVER);
  writeFileSync(
    join(folder, "mcp.json"),
    JSON.stringify({ mcpServers: { weather: { command: "node", args: ["server.mjs"] } } }),
  );
  writeFileSync(join(folder, ".gitignore"), "node_modules\nmcp.html\n");
  says({ description: "Tells the weather." });
  await generate();
  await git("init", "-q", "-b", "main");
  await git("config", "user.email", "a@example.com");
  await git("config", "user.name", "A");
  await git("config", "core.hooksPath", ".git/hooks");
  await git("add", ".");
  await git("commit", "-q", "-m", "Clients");
  await git("update-ref", "refs/remotes/origin/main", "HEAD");
  return { folder, git, says, run, generate };
}
