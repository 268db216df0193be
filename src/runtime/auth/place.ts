import { show } from "../../shared/text/show.js";

/** Returns a URL that is safe to show: without its query, which may contain a key, and without user name and password. */
export function place(url: string): string {
  if (!URL.canParse(url)) return show(url);
  const { origin, protocol, pathname } = new URL(url);
  return show(`${origin === "null" ? protocol : origin}${pathname}`);
}
