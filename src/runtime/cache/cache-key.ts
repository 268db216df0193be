import { canonicalJson } from "../../shared/json/canonical.js";
import type { LayerRequest } from "../layers/layer.js";
import { tagsOf } from "./tags.js";
import { base64url } from "../../shared/bytes/base64.js";
import { sha256 } from "../../shared/bytes/sha256.js";

/** Who asks whom; two clients with equal scopes may share answers. */
export interface CacheScope {
  /** What tells this server from others: its source's identity and the client's view of it (version, prefix). */
  readonly identity: string;
  /** For whom the request is: a digest of its credentials, never the credentials. `undefined`: nothing tells, so that only public answers count. */
  readonly partition: string | undefined;
}

/** `_meta` fields that say something about the transport of a request and nothing about its answer. */
const transportMeta: ReadonlySet<string> = new Set([
  "progressToken",
  "traceparent",
  "tracestate",
  "baggage",
  "io.modelcontextprotocol/logLevel",
]);

/** The places in a store that concern one request. */
export interface CacheKeys {
  /** Where its answer is kept for these credentials; `undefined`: nowhere, since nothing tells for whom it is. */
  readonly private: string | undefined;
  /** Where its answer is kept for everybody. */
  readonly public: string;
  /** Where the times are at which answers like it became invalid. */
  readonly tags: readonly string[];
}

/** Equal requests of equal scopes get equal keys: hashes, so that no argument can be read from a shared store's keys. */
export function cacheKeys(request: LayerRequest, scope: CacheScope): CacheKeys {
  const tags = tagsOf(request).map((tag) => tagKey(tag, scope.identity));
  const what = canonicalJson([scope.identity, request.method, withoutTransportMeta(request.params)]);
  const { partition } = scope;
  const own = partition === undefined ? undefined : `fmcp:${digest(`${what}\n${partition}`)}`;
  return { public: `fmcp:${digest(what)}`, private: own, tags };
}

/** Key of the time at which everything with this tag became invalid. */
export function tagKey(tag: string, identity: string): string {
  return `fmcp:tag:${digest(canonicalJson([identity, tag]))}`;
}

function withoutTransportMeta(params: LayerRequest["params"]): unknown {
  const meta = params["_meta"];
  if (typeof meta !== "object" || meta === null) return params;
  const kept = Object.entries(meta).filter(([key]) => !transportMeta.has(key));
  const { _meta, ...rest } = params;
  return kept.length === 0 ? rest : { ...rest, _meta: Object.fromEntries(kept) };
}

function digest(text: string): string {
  return base64url(sha256(text));
}
