import type { RemoteEndpoint, ServerEntry } from "../../../shared/config/index.js";
import { fieldsOf } from "../../../shared/config/entry.js";
import type { Json, JsonObject } from "../../../shared/json/json.js";
import { isSecretName } from "../../../shared/secrets/index.js";
import { show } from "../../../shared/text/show.js";
import { literalMasked } from "./literal-masked.js";
import { stringsIn } from "./strings-in.js";

/** A look-up in a config, by its name: `${VAR}`, `${env:VAR:-default}`, `${file:path}`. Nested ones count, too. */
const LOOK_UP = /\$\{(.*?)(?=:-|\}|\$\{|$)/gs;

/** Returns the names of all that a remote server's URL, headers, credentials, proxy and TLS settings look up here, sorted. */
export function sentVariables(endpoint: RemoteEndpoint): readonly string[] {
  const { url, headers, auth } = endpoint;
  const text = [
    url,
    ...Object.entries(headers).flat(),
    ...stringsIn(auth),
    ...stringsIn(networkOf(endpoint)),
  ];
  const names = text.flatMap((each) => [...each.matchAll(LOOK_UP)].map(([, name = ""]) => name));
  return [...new Set(names.map((name) => name.replace(/^env:/, "")))].filter((name) => name !== "").sort();
}

/** Returns the settings of an entry that say through what, and as whom, its requests go; a replica has none. */
export function networkOf(endpoint: RemoteEndpoint): JsonObject {
  const { raw, fields } = endpoint as RemoteEndpoint & Partial<ServerEntry>;
  const { proxy, tls } = raw === undefined ? {} : fieldsOf({ raw, ...(fields && { fields }) });
  return { ...(proxy !== undefined && { proxy }), ...(tls !== undefined && { tls }) };
}

/** Whether the credentials say that a login, or a token that it stored, is used: everything but a token of the config. */
function isLogin(auth: RemoteEndpoint["auth"]): boolean {
  return auth === "oauth" || typeof auth === "object";
}

/**
 * Returns what else decides where credentials go and who can read them, one text each: login, proxy, TLS settings. A literal
 * under the name of a secret, and the text of a certificate, are left out; safe to print.
 */
export function trustOf(endpoint: RemoteEndpoint, auth = endpoint.auth): readonly string[] {
  const { proxy, tls } = networkOf(endpoint);
  return [
    ...(isLogin(auth) ? [`with the login ${settings(auth!)}`] : []),
    ...(proxy === undefined ? [] : [`through the proxy ${settings(proxy)}`]),
    ...(tls === undefined ? [] : [`with the TLS settings ${settings(tls)}`]),
  ];
}

function settings(value: Json): string {
  const shown = JSON.stringify(value, (name, member: unknown) =>
    typeof member === "string" ? settingText(name, member) : member,
  );
  return show(shown, Infinity);
}

function settingText(name: string, text: string): string {
  if (text.includes("-----BEGIN ")) return "PEM";
  return isSecretName(name) || name === "passphrase" ? literalMasked(text) : withoutUserInfo(text);
}

function withoutUserInfo(text: string): string {
  return text.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/?#]*@/i, "$1***@");
}

/** Returns the host of a URL; one that is looked up itself is shown by its name. */
export function hostOf(url: string): string {
  const [, authority = ""] = /^[a-z][a-z0-9+.-]*:[/\\]*([^/\\?#]*)/i.exec(url) ?? [];
  return show(authority.slice(authority.lastIndexOf("@") + 1) || "an unknown host", Infinity);
}
