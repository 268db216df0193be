import { canonicalJson } from "../../shared/json/canonical.js";
import type { LayerRequest } from "../layers/layer.js";
import { tagsOf } from "./tags.js";
import { base64url } from "../../shared/bytes/base64.js";
import { sha256 } from "../../shared/bytes/sha256.js";

/** The server and the user of a request; clients with equal scopes may share answers. */
export interface CacheScope {
  /** Identifies the server: the identity of its source and the client's view of it (version, prefix). */
  readonly identity: string;
  /**
   * For whom the request is: a digest of its credentials, never the credentials. `undefined`: unknown, so only public answers
   * are used.
   */
  readonly partition: string | undefined;
}

/** `_meta` fields about the transport of a request, which do not affect its answer. */
const transportMeta: ReadonlySet<string> = new Set([
  "progressToken",
  "traceparent",
  "tracestate",
  "io.modelcontextprotocol/logLevel",
]);

/** The keys in a store that concern one request. */
export interface CacheKeys {
  /** Key of its answer for these credentials; `undefined`: it is not stored, since it is unknown for whom it is. */
  readonly private: string | undefined;
  /** Key of its answer for everyone. */
  readonly public: string;
  /** Keys of the times at which answers like it became invalid. */
  readonly tags: readonly string[];
}

/**
 * Returns equal keys for equal requests of equal scopes. They are hashes, so that the keys of a shared store do not reveal
 * arguments.
 */
export function cacheKeys(request: LayerRequest, scope: CacheScope): CacheKeys {
  const tags = tagsOf(request).map((tag) => tagKey(tag, scope.identity));
  const what = canonicalJson([scope.identity, request.method, withoutTransportMeta(request.params)]);
  const { partition } = scope;
  const own = partition === undefined ? undefined : `fmcp:${digest(`${what}\n${partition}`)}`;
  return { public: `fmcp:${digest(what)}`, private: own, tags };
}

/** Returns the key of the time at which everything with this tag became invalid. */
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
