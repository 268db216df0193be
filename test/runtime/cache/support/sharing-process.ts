// A process with a client whose cache is in Redis. Reads `argv[4]` once for every line on stdin, and prints the text.
import { createInterface } from "node:readline";
import KeyvRedis from "@keyv/redis";
import Keyv from "keyv";
import { Client } from "../../../../src/runtime/index.js";

const [redis, server, uri, partition] = process.argv.slice(2) as [string, string, string, string];
const store = new Keyv(new KeyvRedis(redis), { namespace: "cache" });
const client = await Client.connect(server, {
  name: "weather",
  protocol: "legacy",
  cache: { ttlMs: 60_000, store, partition },
});
console.log("ready");
for await (const _line of createInterface({ input: process.stdin }))
  console.log((await client.readResource(uri)).text);
await client.close();
await store.disconnect();
