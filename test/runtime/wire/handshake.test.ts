import { expect, it } from "vitest";
import { batch } from "../../../src/runtime/batch.js";
import { Client } from "../../../src/runtime/index.js";
import { rawServer, type Transport, transports } from "./raw-server.js";
import { type Era, eras } from "./server.js";

const info = { name: "s", version: "1" };
const INFO = "io.modelcontextprotocol/serverInfo";
const answers = {
  legacy: { protocolVersion: "2025-06-18", capabilities: { tools: {} }, serverInfo: info },
  modern: {
    supportedVersions: ["2026-07-28"],
    capabilities: { tools: {} },
    _meta: { [INFO]: info },
    ...{ ttlMs: 0, cacheScope: "private", resultType: "complete" },
  },
};

/** What the server answers, and what an error says of it; absent: the server is connected to. */
type Case = readonly [era: Era, result: unknown, said?: RegExp];

const inBoth = (odd: readonly unknown[], make: (value: unknown, era: Era) => object): readonly Case[] =>
  eras.flatMap((era) => odd.map((value) => [era, { ...answers[era], ...make(value, era) }] as const));
const infoOf = (value: unknown, era: Era): object =>
  era === "legacy" ? { serverInfo: value } : { _meta: { [INFO]: value } };

const cases: readonly Case[] = [
  ...inBoth([undefined, null, true, false, [], ["tools"], "tools", 1], (capabilities) => ({ capabilities })),
  ...inBoth([null, true, [], [{ name: "t" }], "x", {}], (tools) => ({
    capabilities: { tools, logging: tools },
  })),
  ...inBoth([null, [], 1, {}], (instructions) => ({ instructions })),
  ...inBoth(
    [undefined, null, "x", [], {}, { name: null }, { name: 1, version: 2, title: null, icons: "x" }],
    infoOf,
  ),
  ...[undefined, null, "2026-07-28", [], [null], ["2026-07-28", 1, null], {}, true].map(
    (supportedVersions) => ["modern", { ...answers.modern, supportedVersions }] as const,
  ),
  ...[undefined, null, "x", -1, {}].map(
    (odd) => ["modern", { ...answers.modern, ttlMs: odd, cacheScope: odd, resultType: odd }] as const,
  ),
  ...[undefined, null, 20250618, ["2025-06-18"], {}, true].map(
    (protocolVersion) =>
      [
        "legacy",
        { ...answers.legacy, protocolVersion },
        /its `protocolVersion` is .*, not a string/,
      ] as const,
  ),
  ...["", "1.0", "2099-01-01"].map(
    (protocolVersion) =>
      [
        "legacy",
        { ...answers.legacy, protocolVersion },
        /its `protocolVersion` is ".*", and this client speaks 2025-11-25/,
      ] as const,
  ),
  ...eras.flatMap((era) =>
    [null, [], "ok", 1, true].map((result) => [era, result, /its `result` is .*, not an object/] as const),
  ),
  ["legacy", {}, /its `protocolVersion` is missing/],
  ["modern", {}, /server\/discover on .*: its `supportedVersions` is \[\], without 2026-07-28/],
  [
    "modern",
    { ...answers.modern, supportedVersions: ["2099-01-01"] },
    /its `supportedVersions` is \["2099-01-01"\], without 2026-07-28\. There is no initialize, either: Method not found/,
  ],
];

async function play(transport: Transport, [era, result, said]: Case): Promise<unknown> {
  const handshake = era === "legacy" ? "initialize" : "server/discover";
  const target = await rawServer(transport, era, ({ id, method }, write) => {
    if (method !== handshake) return false;
    write(JSON.stringify({ jsonrpc: "2.0", id, result }));
    return true;
  });
  await using client = new Client(target);
  try {
    await client.connect();
    const { content } = await client.callTool("t");
    return said === undefined && content.text === "fine" && client.era === era ? undefined : "connected";
  } catch (error) {
    const { name, message } = error as Error;
    const fine = said?.test(message) === true && !/"expected"|\\u\{a\}/.test(message);
    return fine && name === "ProtocolError" ? undefined : `${name}: ${message}`;
  }
}

it.each(transports)(
  "odd handshakes over %s are understood, or refused with the name of the member",
  { timeout: 120_000 },
  async (transport) => {
    const played = await batch(cases, (each) => play(transport, each), { concurrency: 4 });
    const wrong = played.map((it) => (it.status === "fulfilled" ? it.value : it));
    expect(cases.map((each, i) => [each, wrong[i]]).filter(([, fault]) => fault !== undefined)).toEqual([]);
  },
);
