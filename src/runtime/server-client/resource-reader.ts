import type { Resource } from "@modelcontextprotocol/client";
import type { RequestOptions } from "../backend/call-options.js";
import type { Client } from "../client/client.js";
import type { ListOptions } from "../backend/lists/list.js";
import type { Subscription } from "../backend/subscriptions/subscription.js";
import type { ResourceContent } from "../results/resource-content.js";
import type { TemplateFacts } from "./contract.js";

/** Reads resources of a server. `Known` are the URIs that it listed; any other URI may be read, too. */
export interface ResourceReader<Known extends string = string> {
  read(uri: Known | (string & {}) | URL, options?: RequestOptions): Promise<ResourceContent>;
  /** Returns the resources that the server lists now. */
  list(options?: ListOptions): Promise<Resource[]>;
  /** Calls `listener` whenever the server reports that the resource changed. */
  subscribe(
    uri: Known | (string & {}) | URL,
    listener: (uri: string) => void,
    options?: { readonly signal?: AbortSignal },
  ): Promise<Subscription>;
}

/** Makes the reader, and one method per template. Null prototype: a template method may have any name. */
export function resourceMethods(
  templates: Readonly<Record<string, TemplateFacts>>,
  client: () => Client,
): object {
  const methods = Object.assign(Object.create(null) as object, {
    read: (uri: string | URL, options?: RequestOptions) => client().readResource(uri, options),
    list: (options?: ListOptions) => client().listResources(options),
    subscribe: (
      uri: string | URL,
      listener: (uri: string) => void,
      options?: { readonly signal?: AbortSignal },
    ) => client().subscribeResource(uri, listener, options),
  } satisfies ResourceReader);
  for (const name of Object.keys(templates)) {
    const { template } = templates[name] as TemplateFacts;
    const read = async (
      variables: Readonly<Record<string, unknown>>,
      options?: RequestOptions,
    ): Promise<ResourceContent> => {
      const { expand } = await import("../../shared/uri-template/index.js");
      return client().readResource(expand(template, variables), options);
    };
    Object.defineProperty(methods, name, { value: read, enumerable: true });
  }
  return methods;
}
