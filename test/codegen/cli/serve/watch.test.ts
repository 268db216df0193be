import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Client } from "../../../../src/runtime/index.js";
import { useBuiltBin } from "../../../package/built.js";
import { runMain } from "../run-main.js";

const script = fileURLToPath(new URL("versions-server.mjs", import.meta.url));
const bin = useBuiltBin();

const entry = (version: string) => ({ command: process.execPath, args: [script, version] });

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "serve-watch-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function write(name: string, servers: object): Promise<void> {
  await writeFile(join(folder, name), JSON.stringify({ mcpServers: servers }));
}

const names = async (client: Client) => (await client.listTools()).map(({ name }) => name);

describe.each(["2025-11-25", "2026-07-28"] as const)("with --watch, %s", (protocol) => {
  function serve(config: string, ...flags: string[]) {
    return Client.connect(
      {
        command: process.execPath,
        args: [bin(), "serve", "--yes", "--watch", join(folder, config), ...flags],
        cwd: folder,
        stderr: "ignore",
      },
      { protocol },
    );
  }

  it("serves a changed config, sends notifications, and ignores one that cannot be used", async () => {
    const config = `watched-${protocol}.json`;
    await write(config, { versions: entry("1") });
    await using client = await serve(config);
    let told = 0;
    await client.onListChanged("tools", () => told++);
    expect(await names(client)).toEqual(["stays", "drifts", "lies", "goes"]);

    await write(config, { versions: entry("2") });
    await expect.poll(() => told, { timeout: 15_000 }).toBeGreaterThan(0);
    expect(await names(client)).toEqual(["stays", "drifts", "lies", "comes"]);
    expect((await client.callTool("stays", { n: 2 })).data).toEqual({ n: 2 });

    const before = told;
    await writeFile(join(folder, config), "{");
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(told).toBe(before);
    expect((await client.callTool("stays", { n: 3 })).data).toEqual({ n: 3 });

    await write(config, { versions: entry("2"), second: entry("1") });
    await expect.poll(() => told, { timeout: 15_000 }).toBeGreaterThan(before);
    expect(await names(client)).toContain("second_goes");
  });

  it("follows the lock with --locked", async () => {
    const config = `locked-${protocol}.json`;
    const out = `out-${protocol}`;
    await write(config, { versions: entry("1") });
    expect(await runMain([config, "-o", out], folder)).toMatchObject({ exitCode: 0 });
    await write(config, { versions: entry("2") });
    await using client = await serve(config, "--locked", "-o", out);
    let told = 0;
    await client.onListChanged("tools", () => told++);
    expect(await names(client)).toEqual(["stays", "lies"]);
    expect(await runMain([config, "-o", out], folder)).toMatchObject({ exitCode: 0 });
    await expect.poll(() => told, { timeout: 15_000 }).toBeGreaterThan(0);
    expect(await names(client)).toEqual(["stays", "drifts", "lies", "comes"]);
  });
});
