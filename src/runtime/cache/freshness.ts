import type { LayerRequest } from "../layers/layer.js";

/** Upper limit for any time to live: 24 hours. */
export const maxTtlMs = 24 * 60 * 60 * 1000;

/** Methods whose answers may be cached; `tools/call` only for tools that the user names. */
export const cacheableMethods = [
  "server/discover",
  "tools/list",
  "resources/list",
  "resources/templates/list",
  "prompts/list",
  "resources/read",
  "prompts/get",
  "completion/complete",
] as const;

/** A method whose results may be cached. */
export type CacheableMethod = (typeof cacheableMethods)[number];

const cacheable: ReadonlySet<string> = new Set(cacheableMethods);

/** Times to live that the user sets. */
export interface TtlOptions {
  /** One for all methods, or one per method, in milliseconds; 0: do not cache. Overrides what the server says. */
  readonly ttlMs?: number | Readonly<Partial<Record<CacheableMethod, number>>> | undefined;
  /** Time to live in milliseconds by wire name, for tools whose results may be cached. */
  readonly tools?: Readonly<Record<string, number>> | undefined;
}

/** Whether the answer to this request may be cached at all. A round of a multi-round request never is. */
export function isCacheable(request: LayerRequest, options: TtlOptions): boolean {
  const { method, params } = request;
  if ("inputResponses" in params || "requestState" in params) return false;
  if (method === "tools/call")
    return toolTtl(params["name"], options) !== undefined && params["task"] === undefined;
  return cacheable.has(method);
}

/** For how long and for whom the answer may be cached; `undefined`: not at all. */
export interface Keeping {
  readonly ttlMs: number;
  readonly scope: "public" | "private";
}

/** Reads `ttlMs` and `cacheScope` of a result (MCP 2026-07-28, caching); the user's time overrides the server's. */
export function keepingOf(request: LayerRequest, result: unknown, options: TtlOptions): Keeping | undefined {
  if (typeof result !== "object" || result === null) return undefined;
  const { isError, resultType, ttlMs: hint, cacheScope } = result as Record<string, unknown>;
  if (isError === true || (resultType !== undefined && resultType !== "complete")) return undefined;
  const ttlMs = Math.min(
    maxTtlMs,
    userTtl(request, options) ?? (typeof hint === "number" && hint > 0 ? hint : 0),
  );
  // Results of tools are only for the same credentials, whatever the server says.
  const scope = cacheScope === "public" && request.method !== "tools/call" ? "public" : "private";
  return ttlMs > 0 ? { ttlMs, scope } : undefined;
}

function userTtl(request: LayerRequest, options: TtlOptions): number | undefined {
  if (request.method === "tools/call") return toolTtl(request.params["name"], options);
  return typeof options.ttlMs === "number"
    ? options.ttlMs
    : options.ttlMs?.[request.method as CacheableMethod];
}

function toolTtl(name: unknown, options: TtlOptions): number | undefined {
  if (typeof name !== "string" || options.tools === undefined || !Object.hasOwn(options.tools, name))
    return undefined;
  return options.tools[name];
}
