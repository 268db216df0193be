import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { ClientTarget } from "../../../src/runtime/index.js";
import { freePort } from "../../support/free-port.js";

/** A server of somebody else, and how to end it where the client does not. */
export interface Peer {
  readonly target: ClientTarget;
  close(): Promise<void>;
}

export type Transport = "stdio" | "http" | "sse";

const fileOf = (name: string): string => fileURLToPath(new URL(`./${name}`, import.meta.url));

/** A process that the client starts and ends. */
export function stdio(command: string, args: readonly string[]): Peer {
  return { target: { command, args, stderr: "ignore", keepAlive: false }, close: () => Promise.resolve() };
}

/** SDK v1 and v2: a server over HTTP says its port. */
export async function nodePeer(script: string, args: readonly string[], transport: Transport): Promise<Peer> {
  const all = [fileOf(script), ...args, transport];
  if (transport === "stdio") return stdio(process.execPath, all);
  const { close, child } = start(process.execPath, all);
  const [port] = (await once(child.stdout as NodeJS.ReadableStream, "data")) as [Buffer];
  return { target: urlOf(Number(String(port)), transport), close };
}

/** FastMCP, npm's and Python's: a server over HTTP is told its port. */
export async function fastmcpPeer(
  command: string,
  script: string,
  transport: Transport,
  served: "http" | "sse" = "http",
): Promise<Peer> {
  if (transport === "stdio") return stdio(command, [fileOf(script), "stdio"]);
  const port = await freePort();
  const { close, child } = start(command, [fileOf(script), served, String(port)]);
  await listening(port, child);
  return { target: urlOf(port, transport), close };
}

function urlOf(port: number, transport: Transport): ClientTarget {
  return transport === "sse"
    ? { url: `http://127.0.0.1:${port}/sse`, transport: "sse" }
    : `http://127.0.0.1:${port}/mcp`;
}

function start(command: string, args: readonly string[]) {
  const child = spawn(command, args, { stdio: ["ignore", "pipe", "ignore"] });
  const gone = once(child, "exit");
  const close = async (): Promise<void> => {
    child.kill("SIGKILL");
    await gone;
  };
  return { child, close };
}

async function listening(port: number, child: ChildProcess): Promise<void> {
  while (child.exitCode === null) {
    const answered = await fetch(`http://127.0.0.1:${port}/`).then(
      () => true,
      () => false,
    );
    if (answered) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`the server on port ${port} ended with ${child.exitCode}`);
}
