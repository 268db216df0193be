import type { Clock } from "../async/clock.js";
import type { Emit } from "../events/event.js";

/** One request on its way to a server: what every layer sees and may replace. */
export interface LayerRequest {
  /** MCP method, such as `tools/call`. */
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** What the caller or the generated code knows about it; decides whether it may be sent again. */
  readonly traits: RequestTraits;
}

/** Facts that policies decide on. */
export interface RequestTraits {
  /** Tool, prompt or URI concerned, for errors and events. */
  readonly subject?: string;
  /** May be sent again although the server may have run it: reads and lists always, a tool only if trusted or told so. */
  readonly repeatable: boolean;
}

/** What travels beside a request through the layers. */
export interface LayerContext {
  /** Key of the server, for errors and events. */
  readonly server: string;
  /** Aborted by the caller or at the deadline; `reason` is the caller's own. */
  readonly signal: AbortSignal;
  /** Absolute end of the request in the injected clock's milliseconds; `undefined`: none. */
  readonly deadline?: number;
  /** 1 for the first attempt. */
  readonly attempt: number;
}

/** What every layer's factory gets beside its options. */
export interface LayerDependencies {
  readonly clock: Clock;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  readonly emit: Emit;
}

export type Handler = (request: LayerRequest, context: LayerContext) => Promise<unknown>;

/**
 * Something around every request: argument validation, cache, deadline, retry, replica pick, queue, health. A layer
 * that is not configured is not in the chain and costs nothing.
 */
export type Layer = (next: Handler) => Handler;

/** `layers` around `innermost`, the first one outermost. */
export function compose(layers: readonly Layer[], innermost: Handler): Handler {
  return layers.reduceRight((next, layer) => layer(next), innermost);
}
