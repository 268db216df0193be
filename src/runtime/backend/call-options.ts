import { checkNumbers } from "../async/check-numbers.js";
import type { CacheMode } from "../cache/cache-mode.js";
import type { ProgressHandler } from "../connection/connection-handlers.js";
import type { Json, JsonObject } from "../../shared/json/json.js";
import type { RequestTraits } from "../layers/layer.js";

/** Options of every request. */
export interface RequestOptions {
  /** Cancels the request: the server is notified, and the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Deadline in milliseconds, including queue and retries. 0: none. Default: the client's. */
  readonly timeoutMs?: number;
  /** Sent as `_meta`. */
  readonly meta?: JsonObject;
  /** Called with the progress of the request. The server is asked for progress only if this is given. */
  readonly onProgress?: ProgressHandler;
  /** Whether every progress notification restarts the deadline. Default false. */
  readonly resetTimeoutOnProgress?: boolean;
  /** With `resetTimeoutOnProgress`: the final deadline, which progress does not extend, in milliseconds. Default none. */
  readonly maxTotalTimeoutMs?: number;
  /** `false`: the request is sent once. A number: attempts in all. Default: the client's retry policy. */
  readonly retry?: boolean | number;
  /** `"refresh"`: ask the server and cache its answer; `"bypass"`: ignore the cache. Default `"use"`. */
  readonly cache?: CacheMode;
  /** Version of the tool, prompt or resource (FastMCP: `_meta.fastmcp.version`). */
  readonly version?: string;
}

/** Options of a request whose answer is returned as received. */
export interface RawRequestOptions extends RequestOptions {
  /** The request may safely run twice, so it is repeated when its outcome is unknown. Default false. */
  readonly idempotent?: boolean;
}

/** Options of a tool call. */
export interface CallToolOptions extends RawRequestOptions {
  /** `false`: return a result with `isError` instead of throwing, also for invalid arguments. Default true. */
  readonly raiseOnError?: boolean;
  /**
   * Check the arguments against the tool's input schema before anything is sent; the tools are listed once for it. A tool that
   * is not listed is called unchecked. Default false: the server decides.
   */
  readonly checkArguments?: boolean;
}

/**
 * Arguments of a tool: any object, including one typed by an interface, and objects in it. Anything that is not a JSON value (a
 * `Map`, promise or function) is rejected by its symbols. A `Date` in it is sent as text.
 */
export type ToolArguments = { readonly [name: string]: ToolArgument | undefined } | PlainObject;

type ToolArgument =
  Json | Date | readonly ToolArgument[] | { readonly [name: string]: ToolArgument | undefined } | PlainObject;

type PlainObject = object & {
  readonly [Symbol.iterator]?: never;
  readonly [Symbol.toStringTag]?: never;
  readonly [Symbol.toPrimitive]?: never;
  readonly [Symbol.hasInstance]?: never;
};

/** One call of a batch. */
export interface ToolCall {
  /** Name of the tool on the wire. */
  readonly name: string;
  readonly args?: JsonObject;
  readonly options?: Omit<CallToolOptions, "signal">;
}

/** Returns what the layers need to know about the options. @throws {ConfigurationError} for invalid numbers */
export function traitsOf(options: RequestOptions, subject: string, repeatable: boolean): RequestTraits {
  checkNumbers(options);
  const { timeoutMs, onProgress, resetTimeoutOnProgress, maxTotalTimeoutMs, retry, cache } = options;
  const traits: Writable<RequestTraits> = { subject, repeatable };
  if (timeoutMs !== undefined) traits.timeoutMs = timeoutMs;
  if (onProgress !== undefined) traits.onProgress = onProgress;
  if (resetTimeoutOnProgress !== undefined) traits.resetTimeoutOnProgress = resetTimeoutOnProgress;
  if (maxTotalTimeoutMs !== undefined) traits.maxTotalTimeoutMs = maxTotalTimeoutMs;
  if (cache !== undefined) traits.cache = cache;
  if (retry === false) traits.attempts = 1;
  else if (typeof retry === "number") traits.attempts = retry;
  return traits;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** Returns `{ _meta }` of a request, or an empty object. */
export function metaParams({ meta, version }: RequestOptions): { _meta?: JsonObject } {
  if (version === undefined) return meta === undefined ? {} : { _meta: meta };
  const fastmcp = meta?.["fastmcp"];
  return { _meta: { ...meta, fastmcp: { ...(typeof fastmcp === "object" ? fastmcp : {}), version } } };
}
