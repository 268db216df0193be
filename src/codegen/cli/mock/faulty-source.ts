import { setTimeout as sleep } from "node:timers/promises";
import type { TransportSource } from "fmcp-runtime/transport";
import { isJsonObject, type Json, type JsonObject } from "../../../shared/json/json.js";
import { INTERNAL_ERROR, INVALID_PARAMS } from "../../../shared/json/json-rpc.js";
import { show } from "../../../shared/text/show.js";
import { asBefore, drifted, thinned, type ToolDrift } from "./drift.js";
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
  const driftOf = (name: string): ToolDrift => {
    if (shareOf(`${seed} ${name}`) >= drift) return "none";
    return shareOf(`gone ${seed} ${name}`) < GONE ? "gone" : "changed";
  };
  /** Answers that drift changes, by the ids of their requests. */
  const changes = new Map<string | number, (result: JsonObject) => JsonObject>();
  const outer: Transport = {
    start: () => inner.start(),
    close: () => inner.close(),
    send: async (message) => {
      if (!("method" in message && "id" in message)) return inner.send(message);
      const { id, method } = message;
      const isCall = method === "tools/call";
      // all drawn at once, and always as many: the nth call has the same faults whatever else is under way
      const [dropped, late, failed, kind] = isCall ? [random(), random(), random(), random()] : NEVER;
      if (dropped < drops) return inner.close();
      const pause = latencyMs + (late < slow ? SLOW_MS : 0);
      if (pause > 0) await sleep(pause);
      const answer = (outcome: object): void =>
        outer.onmessage?.({ jsonrpc: "2.0", id, ...outcome } as Message);
      if (failed < errors) return answer(kind < 0.5 ? protocolError(REQUESTED) : toolError(REQUESTED));
      if (method === "tools/list" && drift > 0) changes.set(id, (result) => listed(result, driftOf));
      if (!isCall) return inner.send(message);
      const params = (message.params ?? {}) as JsonObject;
      const tool = String(params["name"]);
      const drifts = driftOf(tool);
      if (drifts === "none") return inner.send(message);
      if (drifts === "gone") return answer(protocolError(`Unknown tool: ${show(tool)}`, INVALID_PARAMS));
      const before = asBefore(params);
      if (typeof before === "string") return answer(toolError(before));
      changes.set(id, thinned);
      return inner.send({ ...message, params: before } as Message);
    },
  };
  inner.onclose = () => outer.onclose?.();
  inner.onmessage = (message) => {
    const id = "id" in message && message.id !== undefined && !("method" in message) ? message.id : "";
    const change = changes.get(id);
    changes.delete(id);
    const result = (message as { readonly result?: Json }).result;
    outer.onmessage?.(
      change !== undefined && isJsonObject(result)
        ? ({ ...message, result: change(result) } as Message)
        : message,
    );
  };
  return outer;
}

/** Share of the tools with drift that are gone. */
const GONE = 1 / 3;
const NEVER = [1, 1, 1, 1] as const;
const REQUESTED = "This failure was requested with --faults.";

function listed(result: JsonObject, driftOf: (name: string) => ToolDrift): JsonObject {
  const { tools } = result;
  return Array.isArray(tools) ? { ...result, tools: drifted(tools as readonly Json[], driftOf) } : result;
}

function protocolError(message: string, code = INTERNAL_ERROR): object {
  return { error: { code, message } };
}

function toolError(text: string): object {
  return { result: { resultType: "complete", content: [{ type: "text", text }], isError: true } };
}

/** Maps a text to [0, 1), always the same value for the same text (FNV-1a). */
export function shareOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return ((hash ^ (hash >>> 12)) >>> 0) / 2 ** 32;
}
