import type { RemoteEndpoint } from "../../../shared/config/index.js";
import { show } from "../../../shared/text/show.js";

/** A look-up in a config, by its name: `${VAR}`, `${env:VAR:-default}`, `${file:path}`. Nested ones count, too. */
const LOOK_UP = /\$\{(.*?)(?=:-|\}|\$\{|$)/gs;

/** Returns the names of all that the URL, headers and credentials of a remote server look up here, sorted. */
export function sentVariables({ url, headers, auth }: RemoteEndpoint): readonly string[] {
  const text = [url, ...Object.entries(headers).flat(), ...stringsIn(auth)];
  const names = text.flatMap((each) => [...each.matchAll(LOOK_UP)].map(([, name = ""]) => name));
  return [...new Set(names.map((name) => name.replace(/^env:/, "")))].filter((name) => name !== "").sort();
}

/** Returns the host of a URL; one that is looked up itself is shown by its name. */
export function hostOf(url: string): string {
  const [, authority = ""] = /^[a-z][a-z0-9+.-]*:[/\\]*([^/\\?#]*)/i.exec(url) ?? [];
  return show(authority.slice(authority.lastIndexOf("@") + 1) || "an unknown host", Infinity);
}

function stringsIn(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}
