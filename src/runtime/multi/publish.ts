import type { Listed, ListKind } from "../backend/lists/list-kinds.js";
import type { Member } from "./member.js";
import { prefixedName, prefixedUri, unprefixedName, unprefixedUri } from "./namespace.js";

const ID = { tools: "name", prompts: "name", resources: "uri", resourceTemplates: "uriTemplate" } as const;

/** Returns the server's identifier of an item. */
export function idOf<K extends ListKind>(kind: K, item: Listed[K]): string {
  return (item as unknown as Readonly<Record<string, string>>)[ID[kind]]!;
}

/** Returns the item under another identifier. */
export function withId<K extends ListKind>(kind: K, item: Listed[K], id: string): Listed[K] {
  return { ...item, [ID[kind]]: id };
}

/** Returns the name under which a client of several servers shows what one of them calls `own`. */
export function publicId(kind: ListKind, server: string, own: string): string {
  return kind === "tools" || kind === "prompts" ? prefixedName(server, own) : prefixedUri(server, own);
}

/** Returns the server's own name; `undefined` if the name has another's prefix. */
export function ownId(kind: ListKind, server: string, id: string): string | undefined {
  return kind === "tools" || kind === "prompts" ? unprefixedName(server, id) : unprefixedUri(server, id);
}

/** A server, and its own name for the requested item. */
export interface Route {
  readonly member: Member;
  readonly id: string;
}

/**
 * Guesses the server of something that is in no list: the longest prefix; for URIs, the template whose beginning is most
 * similar.
 */
export function guess(kind: ListKind, candidates: readonly Route[]): Route | undefined {
  if (kind === "tools" || kind === "prompts")
    return candidates.reduce<Route | undefined>(
      (best, route) => (longer(route, best) ? route : best),
      undefined,
    );
  const fits = candidates.map((route) => ({ route, length: templateFit(route) }));
  const best = fits.reduce((a, b) => (b.length > a.length ? b : a), {
    route: undefined as Route | undefined,
    length: 0,
  });
  return best.route;
}

function longer(route: Route, best: Route | undefined): boolean {
  return best === undefined || route.member.name.length > best.member.name.length;
}

/** How many characters of the URI match the literal beginning of a template of this server. */
function templateFit({ member, id }: Route): number {
  const templates = [...(member.known.get("resourceTemplates") ?? [])];
  const beginnings = templates.map((template) => template.split("{", 1)[0]!);
  return Math.max(0, ...beginnings.filter((text) => id.startsWith(text)).map((text) => text.length));
}
