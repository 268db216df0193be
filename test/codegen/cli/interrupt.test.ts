import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, it, vi } from "vitest";
import { folderWith } from "../config/temporary-folder.js";
import { serverEntry, serversOf, useBin } from "./run-bin.js";

const bin = useBin();

async function waitingRun() {
  const folder = await folderWith({});
  const mcpServers = { a: serverEntry("silent", folder), b: serverEntry("silent", folder) };
  await writeFile(join(folder, "mcp.json"), JSON.stringify({ mcpServers }));
  const run = bin.start(folder, ["--timeout", "60s", "--json"]);
  await vi.waitFor(async () => expect((await serversOf(folder)).started).toBeGreaterThanOrEqual(2), {
    timeout: 20_000,
    interval: 50,
  });
  return { folder, run };
}

it.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)(
  "%s: exits with 130, writes nothing, leaves no server running",
  async (signal) => {
    const { folder, run } = await waitingRun();
    run.kill(signal);
    const { exitCode, stderr, stdout } = await run;
    expect(exitCode).toBe(130);
    expect(stderr).toContain("error: Interrupted: nothing was written.");
    expect(JSON.parse(String(stdout))).toMatchObject({ exitCode: 130, error: { code: "INTERRUPTED" } });
    expect((await serversOf(folder)).alive).toEqual([]);
    expect(await readdir(folder)).not.toContain("src");
  },
);

it("does not wait after a second signal, and leaves no server running either", async () => {
  const { folder, run } = await waitingRun();
  run.kill("SIGINT");
  await sleep(50);
  run.kill("SIGINT");
  expect((await run).exitCode).toBe(130);
  await vi.waitFor(async () => expect((await serversOf(folder)).alive).toEqual([]), { timeout: 15_000 });
});
