import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";

/** A program of ./servers. The tests run from a bundle in `.cache/logins`. */
export function script(name: string): string {
  return fileURLToPath(new URL(`../../test/logins/servers/${name}`, import.meta.url));
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

export interface ProgramOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** Default 180,000. */
  readonly limitMs?: number;
  /** Whether an answer says that the program is up. Default: any does. */
  readonly isUp?: (response: Response) => boolean;
}

/** Starts a program and waits until `url` answers. Resolves to what ends it, with all that it started. */
export async function startProgram(
  [command, ...args]: readonly [string, ...string[]],
  url: string,
  { env = {}, cwd, limitMs = 180_000, isUp = () => true }: ProgramOptions = {},
): Promise<() => Promise<void>> {
  const child = spawn(command, args, {
    env: { ...process.env, ...env },
    cwd,
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
    if (await fetch(url).then(isUp, () => false)) return stop;
    if (Date.now() > end) {
      await stop();
      throw new Error(`${command} did not start: ${said}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
