import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { createInterface, type Interface } from "node:readline";
import KeyvRedis from "@keyv/redis";
import { build } from "esbuild";
import Keyv from "keyv";
import { afterAll, describe, expect, it } from "vitest";
import { cacheLayer } from "../../../src/runtime/layers/cache-layer.js";
import { systemClock } from "../../../src/runtime/async/clock.js";
import { HttpSource } from "../../../src/runtime/transport/http/http-source.js";
import { startRedis } from "../../support/redis.js";
import { harness } from "../async/fake-clock.js";
import { httpServer, json } from "../support/http-server.js";

const redis = await startRedis();
if (redis === undefined)
  console.log("redis-server is not installed: the tests of a cache shared by processes are skipped");
// Within the project, so that the packages are found.
const cacheFolder = new URL("../../../.cache/", import.meta.url).pathname;
mkdirSync(cacheFolder, { recursive: true });
const folder = mkdtempSync(`${cacheFolder}redis-`);
afterAll(() => {
  redis?.child.kill();
  rmSync(folder, { recursive: true, force: true });
});

describe.skipIf(redis === undefined)("a cache in Redis", () => {
  it("serves several processes, separately for each credential, and shares invalidations", async () => {
    let reads = 0;
    const server = await httpServer(({ message, method }, response) => {
      if (method !== "POST") return json(response, 405);
      if (message?.id === undefined) return json(response, 202);
      const result = (value: object): void =>
        json(response, 200, { jsonrpc: "2.0", id: message.id, result: value });
      if (message.method === "resources/read")
        return result({ contents: [{ uri: "a:1", text: `read ${++reads}` }] });
      const serverInfo = { name: "weather", version: "1" };
      result({ protocolVersion: "2025-11-25", capabilities: { resources: {} }, serverInfo });
    });
    const script = `${folder}/sharing-process.mjs`;
    const entry = new URL("./support/sharing-process.ts", import.meta.url).pathname;
    await build({
      entryPoints: [entry],
      outfile: script,
      bundle: true,
      packages: "external",
      platform: "node",
      format: "esm",
      target: "node20",
    });
    const start = (partition: string) => peer(script, [redis!.url, server.url, "a:1", partition]);
    const [one, two, other] = await Promise.all([start("ann"), start("ann"), start("bob")]);

    expect(await one.ask()).toBe("read 1");
    expect(await two.ask()).toBe("read 1");
    expect(await other.ask()).toBe("read 2");
    expect(await one.ask()).toBe("read 1");

    // A third party of the same server, in this process, hears that the resource changed.
    const store = new Keyv(new KeyvRedis(redis!.url), { namespace: "cache" });
    const identity = identityOf(server.url);
    const hearing = cacheLayer(
      { store, staleIfErrorMs: 0 },
      { server: "weather", scope: () => ({ identity, partition: "ann" }) },
      { ...harness(), clock: systemClock },
    );
    hearing.notified("notifications/resources/updated", { uri: "a:1" });
    await expect.poll(() => two.ask()).toBe("read 3");
    expect(await one.ask()).toBe("read 3");
    await Promise.all([one.end(), two.end(), other.end(), store.disconnect(), server.close()]);
  });
});

/** A process that reads the resource whenever it is asked to. */
async function peer(script: string, args: readonly string[]) {
  const child = spawn(process.execPath, [script, ...args], { stdio: ["pipe", "pipe", "inherit"] });
  const lines: Interface = createInterface({ input: child.stdout });
  const next = (): Promise<string> => new Promise((resolve) => lines.once("line", resolve));
  expect(await next()).toBe("ready");
  return {
    ask: (): Promise<string> => {
      const answer = next();
      child.stdin.write("\n");
      return answer;
    },
    end: (): Promise<void> => {
      child.stdin.end();
      return new Promise((resolve) => child.once("exit", () => resolve()));
    },
  };
}

/** As the client makes it: its name for the server, and the identity of the source. */
function identityOf(url: string): string {
  return `weather\n${new HttpSource({ url }).identity}`;
}
