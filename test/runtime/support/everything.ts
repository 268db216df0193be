import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { freePort } from "../../support/free-port.js";

const SCRIPT = fileURLToPath(import.meta.resolve("@modelcontextprotocol/server-everything/dist/index.js"));

/** The reference server as a program, for `new Client(…)`. */
export const everythingStdio = {
  command: process.execPath,
  args: [SCRIPT, "stdio"],
  stderr: "ignore",
  keepAlive: false,
} as const;

/** The reference server behind HTTP, in a process of its own. */
export async function everythingHttp(
  mode: "streamableHttp" | "sse",
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const port = await freePort();
  const child: ChildProcess = spawn(process.execPath, [SCRIPT, mode], {
    env: { ...process.env, PORT: String(port) },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const url = `http://127.0.0.1:${port}/${mode === "sse" ? "sse" : "mcp"}`;
  const gone = once(child, "exit");
  await listening(port);
  return {
    url,
    close: async () => {
      child.kill("SIGKILL");
      await gone;
    },
  };
}

async function listening(port: number): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const answered = await fetch(`http://127.0.0.1:${port}/`).then(
      () => true,
      () => false,
    );
    if (answered) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`nobody listens on port ${port}`);
}
