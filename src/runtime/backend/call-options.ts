import type { CacheMode } from "../cache/cache-mode.js";
import type { ProgressHandler } from "../connection/handlers.js";
import type { JsonObject } from "../../shared/json/json.js";
import type { RequestTraits } from "../layers/layer.js";

/** Options that every request takes. */
export interface RequestOptions {
  /** Ends the request: the server is told, and the promise rejects with the signal's own reason. */
  readonly signal?: AbortSignal;
  /** Deadline in milliseconds, of queue and retries together. 0: none. Default: the client's. */
  readonly timeoutMs?: number;
  /** Sent as `_meta`. */
  readonly meta?: JsonObject;
  /** How far the request is. The server is asked for progress only where somebody listens. */
  readonly onProgress?: ProgressHandler;
  /** Every progress starts the deadline again. Default false. */
  readonly resetTimeoutOnProgress?: boolean;
  /** With `resetTimeoutOnProgress`: the end that no progress moves, in milliseconds. Default none. */
  readonly maxTotalTimeoutMs?: number;
  /** `false`: this request is sent once. A number: attempts in all. Default: the client's retry policy. */
  readonly retry?: boolean | number;
  /** `"refresh"`: ask the server and keep its answer; `"bypass"`: as if there were no cache. Default `"use"`. */
  readonly cache?: CacheMode;
  /** Version of the tool, prompt or resource that is meant (FastMCP: `_meta.fastmcp.version`). */
  readonly version?: string;
}

/** Options of a tool call. */
export interface CallToolOptions extends RequestOptions {
  /** `false`: a result with `isError` is returned instead of thrown. Default true. */
  readonly raiseOnError?: boolean;
  /** The tool may run twice without harm, so that it is repeated when its outcome is unknown. Default: false. */
  readonly idempotent?: boolean;
}

/**
 * Arguments of a tool: any object, an interface included. What is no JSON object (a list, `Map`, `Date`, promise or function) is
 * refused by its symbols.
 */
export type ToolArguments =
  | JsonObject
  | (object & {
      readonly [Symbol.iterator]?: never;
      readonly [Symbol.toStringTag]?: never;
      readonly [Symbol.toPrimitive]?: never;
      readonly [Symbol.hasInstance]?: never;
    });

/** One call of a batch. */
export interface ToolCall {
  /** Wire name of the tool. */
  readonly name: string;
  readonly args?: JsonObject;
  readonly options?: Omit<CallToolOptions, "signal">;
}

/** What the layers need to know of the options. */
export function traitsOf(options: RequestOptions, subject: string, repeatable: boolean): RequestTraits {
  const { timeoutMs, onProgress, resetTimeoutOnProgress, maxTotalTimeoutMs, retry, cache } = options;
  return {
    subject,
    repeatable,
    ...(timeoutMs !== undefined && { timeoutMs }),
    ...(onProgress !== undefined && { onProgress }),
    ...(resetTimeoutOnProgress !== undefined && { resetTimeoutOnProgress }),
    ...(maxTotalTimeoutMs !== undefined && { maxTotalTimeoutMs }),
    ...(cache !== undefined && { cache }),
    ...(retry === false && { attempts: 1 }),
    ...(typeof retry === "number" && { attempts: retry }),
  };
}

/** `{ _meta }` of a request, or nothing. */
export function metaParams({ meta, version }: RequestOptions): { _meta?: JsonObject } {
  if (version === undefined) return meta === undefined ? {} : { _meta: meta };
  const fastmcp = meta?.["fastmcp"];
  return { _meta: { ...meta, fastmcp: { ...(typeof fastmcp === "object" ? fastmcp : {}), version } } };
}
