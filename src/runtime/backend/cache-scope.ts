import type { CacheScope } from "../cache/cache-key.js";
import type { CacheOptions } from "../cache/cache-options.js";
import { askProgram } from "../errors/ask-program.js";
import type { Target } from "../connection/target.js";
import type { Identity } from "../identity/identity.js";
import type { LayerRequest } from "../layers/layer.js";
import { nameOfObject } from "../transport/identity.js";

/** The value of the client's `cache.partition`; without one, an id of this client. */
type Partition = NonNullable<CacheOptions["partition"]> | { readonly client: string };

/**
 * Returns which cached answers a request may use: those of the same server and, unless public, of the same credentials and
 * partition. Without `request`, only the server counts.
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
  const key = await keyOf(request.traits.identity, target);
  if (typeof partition === "object") {
    const open = source.credentials?.own === true ? undefined : partition.client;
    return { identity, partition: key ?? open };
  }
  const asking = { option: "cache.partition", server };
  const word = typeof partition === "function" ? await askProgram(asking, partition) : partition;
  return { identity, partition: JSON.stringify([word, key ?? null]) };
}

/**
 * Returns the key of the user; `undefined`: it is unknown. A `fetch` of the program's own may send for any user, whatever the
 * other credentials are: only a subject tells then.
 */
async function keyOf(
  identity: Identity | undefined,
  { source, constantKey }: Target,
): Promise<string | undefined> {
  if (identity === undefined) return constantKey?.();
  const isShown = identity.subject !== undefined || source.credentials?.own !== true;
  return isShown ? identity.key : undefined;
}
