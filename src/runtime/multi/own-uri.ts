import { match } from "../../shared/uri-template/index.js";
import type { Member } from "./member.js";
import type { Route } from "./publish.js";

/**
 * Returns the servers that offer a resource under exactly this URI, without a prefix: they list it, or one of their templates
 * expands to it. Links in answers carry the server's own URIs.
 */
export function offering(uri: string, members: readonly Member[]): readonly Route[] {
  const listing = members.filter(({ known }) => known.get("resources")?.has(uri));
  const those = listing.length > 0 ? listing : members.filter((member) => hasTemplateOf(member, uri));
  return routesTo(uri, those);
}

/** Returns the way to a resource of this URI on each server. */
export function routesTo(uri: string, members: readonly Member[]): readonly Route[] {
  return members.map((member) => ({ member, id: uri }));
}

function hasTemplateOf({ known }: Member, uri: string): boolean {
  return [...(known.get("resourceTemplates") ?? [])].some((template) => expandsTo(template, uri));
}

function expandsTo(template: string, uri: string): boolean {
  try {
    return match(template, uri) !== undefined;
  } catch {
    // nothing is an expansion of an invalid template
    return false;
  }
}
