import { expect, it } from "vitest";
import type { Transport } from "@modelcontextprotocol/client";
import { dualEraSource } from "../support/sources.js";
import { WeatherClient } from "./weather/client.js";
import { weatherServer } from "./weather/server.js";

/** Frames of this package between a generated method and the transport: what a reader of a stack has to follow. */
const MOST = 8;

/** A weather client, and the stack in which its transport was last given a tool call. */
function watched(options: { readonly retry?: boolean }): { client: WeatherClient; stack: () => string[] } {
  const source = dualEraSource(() => weatherServer([]));
  let stack = "";
  const open = async (context: object): Promise<Transport> => {
    const transport = await source.open(context);
    const send = transport.send.bind(transport);
    transport.send = (message, sendOptions) => {
      const { stackTraceLimit } = Error;
      Error.stackTraceLimit = Infinity;
      if ("method" in message && message.method === "tools/call") stack = new Error().stack ?? "";
      Error.stackTraceLimit = stackTraceLimit;
      return send(message, sendOptions);
    };
    return transport;
  };
  const target = { kind: source.kind, label: source.label, supportsAuth: false, open };
  const client = new WeatherClient({ target, ...options });
  const ours = (): string[] => stack.split("\n").filter((line) => /\/src\/(runtime|shared)\//.test(line));
  return { client, stack: ours };
}

it("goes from a generated method to the transport in few frames", async () => {
  const { client, stack } = watched({});
  await client.getForecast("Oslo");
  await client.getForecast("Oslo");
  const frames = stack();
  await client.$close();
  expect(frames[0]).toContain("ShimTransport.send");
  expect(frames.at(-1)).toContain("$invoke");
  expect(frames.length, frames.join("\n")).toBeLessThanOrEqual(MOST);
});

it("counts the frames of a layer that is configured", async () => {
  const { client, stack } = watched({ retry: true });
  await client.getForecast("Oslo");
  await client.getForecast("Oslo");
  const frames = stack();
  await client.$close();
  expect(frames.some((line) => line.includes("retry-layer"))).toBe(true);
});
