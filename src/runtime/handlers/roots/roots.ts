import type { Root } from "@modelcontextprotocol/client";
import { show } from "../../../shared/text/show.js";
import type { HandlerContext, RootsHandler } from "../../connection/connection-handlers.js";
import { ConfigurationError } from "../../errors/index.js";
import { host } from "../../platform/host.js";

/** A folder that servers may work in: a path, a `file:` URL, or both with a name. */
export type RootLike = string | URL | { readonly uri: string | URL; readonly name?: string };

/** Fixed roots, or a function that is called for each request of a server. */
export type RootsOption =
  readonly RootLike[] | ((context: HandlerContext) => readonly RootLike[] | Promise<readonly RootLike[]>);

/**
 * Converts the user's roots for a connection. Fixed roots are read now.
 *
 * @throws {ConfigurationError} for a root that is neither a path nor a `file:` URL
 */
export function toRoots(option: RootsOption): RootsHandler {
  if (typeof option === "function") return { list: async (context) => (await option(context)).map(toRoot) };
  const roots = option.map(toRoot);
  return { list: () => Promise.resolve(roots) };
}

/** Converts a root to the protocol's form: MCP allows only `file:` URIs ("Roots", Data Types). */
function toRoot(root: RootLike): Root {
  if (typeof root === "string" || root instanceof URL) return { uri: toFileUri(root) };
  return { uri: toFileUri(root.uri), ...(root.name !== undefined && { name: root.name }) };
}

function toFileUri(place: string | URL): string {
  if (place instanceof URL || (/^[a-z][a-z0-9+.-]+:/i.test(place) && !host.isAbsolute(place))) {
    const url = String(place);
    if (url.startsWith("file:")) return url;
    throw new ConfigurationError(`A root must be a path or a file: URL, not ${show(url)}.`);
  }
  return host.urlOf(place);
}
