import { type ChildProcess, spawn } from "node:child_process";
import { freePort } from "./free-port.js";

/** A real Redis that keeps nothing on disk; `undefined` where none is installed. */
export async function startRedis(): Promise<
  { readonly url: string; readonly child: ChildProcess } | undefined
> {
  const port = await freePort();
  const args = ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"];
  const child = spawn("redis-server", args, { stdio: ["ignore", "pipe", "ignore"] });
  const ready = await new Promise<boolean>((resolve) => {
    child.once("error", () => resolve(false));
    child.once("exit", () => resolve(false));
    child.stdout.on(
      "data",
      (chunk: Buffer) => chunk.includes("Ready to accept connections") && resolve(true),
    );
  });
  return ready ? { url: `redis://127.0.0.1:${port}`, child } : undefined;
}
