import { setTimeout as sleep } from "node:timers/promises";
import type { TransportSource } from "fmcp-runtime/transport";
import { isJsonObject, type Json, type JsonObject } from "../../../shared/json/json.js";
import { drifted, thinned } from "./drift.js";
import { type Faults, SLOW_MS } from "./faults.js";

type Transport = Awaited<ReturnType<TransportSource["open"]>>;
type Message = Parameters<Transport["send"]>[0];

/** Which faults a source gets. */
export interface FaultyOptions {
  readonly faults: Faults;
  /** Delay before every answer, in milliseconds. */
  readonly latencyMs: number;
  readonly seed: number;
  /** Uniformly distributed in [0, 1). */
  readonly random: () => number;
}

/** Wraps a source so that its server is slow, fails and drifts as `options` say. */
export function faultySource(source: TransportSource, options: FaultyOptions): TransportSource {
  return {
    kind: "custom",
    label: source.label,
    supportsAuth: source.supportsAuth,
    reopens: false,
    open: async (context) => faulty(await source.open(context), options),
  };
}

function faulty(inner: Transport, { faults, latencyMs, seed, random }: FaultyOptions): Transport {
  const { errors = 0, slow = 0, drops = 0, drift = 0 } = faults;
  /** Pending requests by id. */
  const asked = new Map<string | number, { readonly method: string; readonly tool: string }>();
  const outer: Transport = {
    start: () => inner.start(),
    close: () => inner.close(),
    send: async (message) => {
      if (!("method" in message && "id" in message)) return inner.send(message);
      const { id, method, params } = message;
      const name = (params as JsonObject | undefined)?.["name"];
      asked.set(id, { method, tool: typeof name === "string" ? name : "" });
      const befalls = (share: number): boolean => method === "tools/call" && random() < share;
      if (befalls(drops)) return inner.close();
      const pause = latencyMs + (befalls(slow) ? SLOW_MS : 0);
      if (pause > 0) await sleep(pause);
      if (befalls(errors)) return outer.onmessage?.({ jsonrpc: "2.0", id, ...failure(random) } as Message);
      await inner.send(message);
    },
  };
  inner.onclose = () => outer.onclose?.();
  inner.onmessage = (message) => {
    const question = "id" in message && message.id !== undefined ? asked.get(message.id) : undefined;
    outer.onmessage?.(drift === 0 || question === undefined ? message : withDrift(message, question));
  };
  return outer;

  function withDrift(message: Message, { method, tool }: { method: string; tool: string }): Message {
    const result = (message as { readonly result?: Json }).result;
    if (!isJsonObject(result)) return message;
    const changes = (name: string): boolean => shareOf(`${seed} ${name}`) < drift;
    if (method === "tools/list" && Array.isArray(result["tools"]))
      return {
        ...message,
        result: { ...result, tools: drifted(result["tools"] as readonly Json[], changes) },
      } as Message;
    return method === "tools/call" && changes(tool)
      ? ({ ...message, result: thinned(result) } as Message)
      : message;
  }
}

/** Returns a failure as a server would report it: half of them are protocol errors, half tool errors. */
function failure(random: () => number): object {
  const text = "This failure was requested with --faults.";
  return random() < 0.5
    ? { error: { code: -32_603, message: text } }
    : { result: { resultType: "complete", content: [{ type: "text", text }], isError: true } };
}

/** Maps a text to [0, 1), always the same value for the same text (FNV-1a). */
export function shareOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return ((hash ^ (hash >>> 12)) >>> 0) / 2 ** 32;
}
