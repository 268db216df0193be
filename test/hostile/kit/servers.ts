import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Script } from "./script.js";

export type Variant = "stdio" | "legacy" | "modern";

/** Scripts on the disk and the process that serves them over HTTP. */
export interface HostileServers {
  readonly origin: string;
  /** The entry of a config that leads to a script. */
  entryOf(script: Script, variant: Variant): object;
  /** Names of the tools that were called, by `era/script`. */
  calls(): Promise<Readonly<Record<string, readonly string[]>>>;
  stop(): void;
}

/** Writes every script and starts the server in a process of its own. */
export async function startServers(
  root: string,
  folder: string,
  scripts: readonly Script[],
): Promise<HostileServers> {
  const server = join(root, "test/hostile/fixtures/hostile-server.mjs");
  mkdirSync(folder, { recursive: true });
  const names = new Map(scripts.map((script, i) => [script, `s${i}`]));
  for (const [script, name] of names) writeFileSync(join(folder, `${name}.json`), JSON.stringify(script));
  const child = spawn(process.execPath, [server, "--http", folder], { stdio: ["ignore", "pipe", "inherit"] });
  const [origin] = (await once(createInterface({ input: child.stdout }), "line")) as [string];
  return {
    origin,
    entryOf: (script, variant) => {
      const name = names.get(script) ?? "";
      return variant === "stdio"
        ? { command: process.execPath, args: [server, join(folder, `${name}.json`)] }
        : { type: "http", url: `${origin}/${variant}/${name}` };
    },
    calls: async () => (await (await fetch(`${origin}/calls`)).json()) as Record<string, readonly string[]>,
    stop: () => void child.kill("SIGKILL"),
  };
}

/** A listener that nobody should ever contact; it counts who does. */
export async function startListener(): Promise<{ readonly url: string; contacts(): number; stop(): void }> {
  let contacts = 0;
  const server = createServer((_request, response) => void response.end("{}"));
  server.on("connection", () => contacts++);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    contacts: () => contacts,
    stop: () => void (server.close(), server.closeAllConnections()),
  };
}
