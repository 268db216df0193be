import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { ClientTarget } from "../../../src/runtime/index.js";

/** A server with tasks that a test talks to. */
export interface Peer {
  readonly target: ClientTarget;
  close(): Promise<void>;
}

const scriptOf = (era: "legacy" | "modern"): string =>
  fileURLToPath(new URL(`./fixtures/${era}-server.mjs`, import.meta.url));

export function stdioPeer(era: "legacy" | "modern"): Promise<Peer> {
  const target = {
    command: process.execPath,
    args: [scriptOf(era)],
    stderr: "ignore",
    keepAlive: false,
  } as const;
  return Promise.resolve({ target, close: () => Promise.resolve() });
}

export async function httpPeer(era: "legacy" | "modern"): Promise<Peer> {
  const child: ChildProcess = spawn(process.execPath, [scriptOf(era), "--http"], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  const gone = once(child, "exit");
  const [port] = (await once(child.stdout as NodeJS.ReadableStream, "data")) as [Buffer];
  return {
    target: `http://127.0.0.1:${String(port).trim()}/mcp`,
    close: async () => {
      child.kill("SIGKILL");
      await gone;
    },
  };
}

/** The server in this process, made anew for each connection. */
export async function memoryPeer(era: "legacy" | "modern"): Promise<Peer> {
  const { serve } = (await import(scriptOf(era))) as { serve: () => object };
  return { target: serve as unknown as ClientTarget, close: () => Promise.resolve() };
}
