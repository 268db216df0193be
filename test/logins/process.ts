import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

/** Starts a program and waits until `url` answers anything. Resolves to what ends it, with all that it started. */
export async function startProgram(
  [command, ...args]: readonly [string, ...string[]],
  url: string,
  env: Readonly<Record<string, string>> = {},
  limitMs = 120_000,
): Promise<() => Promise<void>> {
  const child = spawn(command, args, {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => (said = (said + String(chunk)).slice(-2_000)));
  const ended = once(child, "exit").catch(() => []);
  const stop = async (): Promise<void> => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
    } catch {
      // gone already
    }
    await ended;
  };
  for (const end = Date.now() + limitMs; ;) {
    if (child.exitCode !== null || child.pid === undefined) throw new Error(`${command} ended: ${said}`);
    if (
      await fetch(url).then(
        () => true,
        () => false,
      )
    )
      return stop;
    if (Date.now() > end) {
      await stop();
      throw new Error(`${command} did not start: ${said}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
