import type { CacheScope } from "../cache/cache-key.js";
import type { CacheOptions } from "../cache/options.js";
import type { Target } from "../connection/connection.js";
import type { LayerRequest } from "../layers/layer.js";
import { nameOfObject } from "../transport/identity.js";

/** The word of a client's `cache.partition`; without one, what names this client alone. */
type Partition = NonNullable<CacheOptions["partition"]> | { readonly client: string };

/**
 * Which kept answers a request may be given: those of the same server and, but for public ones, of the same credentials and word.
 * `request` absent: only the server matters.
 */
export async function cacheScope(
  server: string,
  target: Target,
  request: LayerRequest | undefined,
  partition: Partition,
): Promise<CacheScope> {
  const { source } = target;
  const identity = `${server}\n${source.identity ?? nameOfObject(source)}`;
  if (request === undefined) return { identity, partition: undefined };
  const key = request.traits.identity?.key ?? (await target.constantKey?.());
  if (typeof partition === "object") {
    // A `fetch` of the program's own may send for anybody, and nothing here tells for whom.
    const open = source.credentials?.own === true ? undefined : partition.client;
    return { identity, partition: key ?? open };
  }
  const word = typeof partition === "function" ? await partition() : partition;
  return { identity, partition: JSON.stringify([word, key ?? null]) };
}
