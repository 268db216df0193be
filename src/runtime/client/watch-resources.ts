import { fits } from "../../shared/text/fits.js";
import type { ResourceContent } from "../results/resource-content.js";
import { contentHash } from "../poll/content-hash.js";
import { type ResourceChange, watch, type WatchOptions } from "../poll/watch.js";
import type { RequestOptions } from "../backend/call-options.js";
import type { ListOptions } from "../backend/lists/list.js";
import type { Subscription } from "../backend/subscriptions/subscription.js";

/** Which resources to watch, and how. */
export interface WatchResourcesOptions extends Omit<WatchOptions<ResourceContent>, "resources"> {
  /**
   * URIs, a pattern such as `"docs://*"` (`*` matches any text), or a predicate. Patterns and predicates are applied to the
   * URIs that the server lists, again in every round.
   */
  readonly resources: string | readonly string[] | ((uri: string) => boolean);
}

/** The methods of a client that watching uses. */
interface ResourceClient {
  readResource(uri: string, options: RequestOptions): Promise<ResourceContent>;
  listResources(options: ListOptions): Promise<readonly { readonly uri: string }[]>;
  subscribeResource(uri: string, listener: (uri: string) => void): Promise<Subscription>;
  on(type: "gap", listener: () => void): () => void;
}

/** Watches resources of a client's server: by subscription if it has them, else by reading and comparing. */
export function watchResources(
  client: ResourceClient,
  { resources, ...options }: WatchResourcesOptions,
): AsyncGenerator<ResourceChange<ResourceContent>, void, undefined> {
  return watch(
    {
      // A cached answer would hide the very change to be found.
      read: (uri, signal) => client.readResource(uri, { signal, cache: "refresh" }),
      list: async (signal) =>
        (await client.listResources({ signal, cache: "refresh" })).map(({ uri }) => uri),
      subscribe: async (uri, changed) => {
        const subscription = await client.subscribeResource(uri, changed);
        // Notifications during a gap are lost, so any resource may have changed.
        const forget = client.on("gap", changed);
        return () => {
          forget();
          return subscription.close();
        };
      },
    },
    {
      hash: (content) => contentHash(content.contents),
      ...options,
      resources: typeof resources === "string" ? named(resources) : resources,
    },
  );
}

/** A single URI needs no list; a pattern becomes a predicate for the listed ones. */
function named(uri: string): readonly string[] | ((uri: string) => boolean) {
  return uri.includes("*") ? (each) => fits(uri, each) : [uri];
}
