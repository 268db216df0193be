import type { ResourceContent } from "../../results/resource-content.js";
import { contentHash } from "../../poll/content-hash.js";
import { type ResourceChange, watch, type WatchOptions } from "../../poll/watch.js";
import type { Client } from "../client.js";

/** Which resources to watch, and how. */
export type WatchResourcesOptions = WatchOptions<ResourceContent>;

/** Watches resources of a client's server: by subscription where it has them, else by reading and comparing. */
export function watchResources(
  client: Pick<Client, "readResource" | "listResources" | "subscribeResource" | "on">,
  options: WatchResourcesOptions,
): AsyncGenerator<ResourceChange<ResourceContent>, void, undefined> {
  return watch(
    {
      // A kept answer would hide the very change that is looked for.
      read: (uri, signal) => client.readResource(uri, { signal, cache: "refresh" }),
      list: async (signal) =>
        (await client.listResources({ signal, cache: "refresh" })).map(({ uri }) => uri),
      subscribe: async (uri, changed) => {
        const subscription = await client.subscribeResource(uri, changed);
        // What was said during a gap is lost, so that all may have changed.
        const forget = client.on("gap", changed);
        return () => {
          forget();
          return subscription.close();
        };
      },
    },
    { hash: (content) => contentHash(content.contents), ...options },
  );
}
