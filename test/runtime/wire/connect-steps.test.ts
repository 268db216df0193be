import { describe, expect, it, onTestFinished } from "vitest";
import { Client, type ClientOptions, type ClientTarget, TimeoutError } from "../../../src/runtime/index.js";
import { httpServer, json, type TestServer } from "../support/http-server.js";
import { type Answer, rawServer } from "./raw-server.js";
import { shakeHands } from "./server.js";

const limits = { name: "weather", connectTimeoutMs: 1_500, probeTimeoutMs: 150 } as const;

async function timeOut(target: ClientTarget, options: ClientOptions): Promise<string> {
  const client = new Client(target, { ...limits, ...options });
  onTestFinished(() => client.close());
  const error: unknown = await client.connect().then(undefined, (e: unknown) => e);
  expect(error).toBeInstanceOf(TimeoutError);
  return (error as Error).message;
}

/** Leaves some messages without an answer. */
async function silentOn(...methods: readonly string[]): Promise<TestServer> {
  const server = await httpServer((received, response) => {
    if (methods.includes(received.message?.method ?? "")) return;
    if (!shakeHands("legacy", received, response)) json(response, 202);
  });
  onTestFinished(() => server.close());
  return server;
}

const never: Answer = () => true;
const script = (text: string): ClientTarget => ({
  command: process.execPath,
  args: ["-e", text],
  stderr: "ignore",
});

/** Given: a server that stops at a step. Want: that step in the error. */
const cases: readonly (readonly [
  string,
  () => Promise<ClientTarget> | ClientTarget,
  ClientOptions,
  string,
])[] = [
  [
    "a process that writes nothing",
    () => script("setInterval(() => 0, 1000)"),
    { protocol: "legacy" },
    "`initialize` got no answer. Its process started and wrote nothing.",
  ],
  [
    "a process that writes nothing, asked in both eras",
    () => script("setInterval(() => 0, 1000)"),
    {},
    "`server/discover` and `initialize` got no answer. Its process started and wrote nothing.",
  ],
  [
    "a process that writes a banner",
    () => script("console.error('ready'); setInterval(() => 0, 1000)"),
    { protocol: "2026-07-28" },
    "`server/discover` got no answer. Raise",
  ],
  [
    "HTTP that answers no probe and no handshake",
    () => rawServer("http", "legacy", never),
    {},
    "`server/discover` and `initialize` got no answer.",
  ],
  [
    "HTTP that answers no probe",
    async () => (await silentOn("server/discover")).url,
    { protocol: "2026-07-28" },
    "`server/discover` got no answer.",
  ],
  [
    "HTTP that answers no handshake",
    async () => (await silentOn("initialize")).url,
    {},
    "The server answered `server/discover`. `initialize` got no answer.",
  ],
  [
    "HTTP that does not accept the end of the handshake",
    async () => (await silentOn("notifications/initialized")).url,
    { protocol: "legacy" },
    "The server answered `initialize`. `notifications/initialized` was sent and not accepted.",
  ],
  [
    "WebSocket that answers no handshake",
    () => rawServer("websocket", "legacy", never),
    { protocol: "legacy" },
    "`initialize` got no answer.",
  ],
];

describe("a time-out of connecting", () => {
  it.each(cases)("says in which step it was: %s", async (_, target, options, want) => {
    expect(await timeOut(await target(), options)).toContain(want);
  });

  it("of a call that waits for the connection says so, too", async () => {
    const { url } = await silentOn("notifications/initialized");
    const client = new Client(url, { ...limits, protocol: "legacy", autoInitialize: false });
    onTestFinished(() => client.close());
    await client.connect();
    const error: unknown = await client.callTool("t", {}, { timeoutMs: 500 }).catch((e: unknown) => e);
    expect((error as Error).message).toContain(
      "The connection was still being opened. The server answered `initialize`. `notifications/initialized` was sent and not accepted.",
    );
  });
});
