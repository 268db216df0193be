import { isSecretName } from "../../../shared/secrets/index.js";
import { isHost, isName, isPlainSegment, isPlainValue } from "./harmless.js";
import type { LookUps } from "./look-ups.js";

const URL_FORM = /^([a-z][a-z0-9+.-]{0,30}:\/\/)(?:([^/?#]*)@)?([^/?#]*)([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/is;

/**
 * Returns the URL as code may contain it: scheme, host and a path of words; user info, fragment and every value of the query
 * become look-ups, except numbers and the like. `undefined` if it is not a URL.
 */
export function inlineUrl(url: string, lookUps: LookUps): string | undefined {
  const [, scheme, userInfo, host = "", path = "", query, fragment] = URL_FORM.exec(url) ?? [];
  if (scheme === undefined) return undefined;
  return [
    scheme,
    userInfo === undefined ? "" : `${userInfoOf(userInfo, lookUps)}@`,
    isHost(host) ? lookUps.withoutDefaults(host) : lookUps.instead(host, "host"),
    path
      .split("/")
      .map((segment) => inlineSegment(segment, lookUps))
      .join("/"),
    query === undefined
      ? ""
      : `?${query
          .split("&")
          .map((pair) => inlinePair(pair, lookUps))
          .join("&")}`,
    fragment === undefined || fragment === "" ? "" : `#${lookUps.instead(fragment, "fragment")}`,
  ].join("");
}

function userInfoOf(userInfo: string, lookUps: LookUps): string {
  const at = userInfo.indexOf(":");
  const [user, password] = at < 0 ? [userInfo, undefined] : [userInfo.slice(0, at), userInfo.slice(at + 1)];
  const value = (text: string, name: string): string =>
    isPlainReference(text) ? lookUps.withoutDefaults(text) : lookUps.instead(text, name);
  return password === undefined
    ? value(user, "user")
    : `${user === "" ? "" : value(user, "user")}:${value(password, "password")}`;
}

function isPlainReference(text: string): boolean {
  return text.startsWith("${") && isPlainValue(text);
}

/** Inlines a segment of the path: some services put the token there. */
function inlineSegment(segment: string, lookUps: LookUps): string {
  return isPlainSegment(segment) ? lookUps.withoutDefaults(segment) : lookUps.instead(segment, "path");
}

function inlinePair(pair: string, lookUps: LookUps): string {
  const at = pair.indexOf("=");
  if (at < 0) return pair === "" ? "" : lookUps.instead(pair, "query");
  const [name, value] = [pair.slice(0, at), pair.slice(at + 1)];
  if (!isName(name)) return lookUps.instead(pair, "query");
  const isPlain = isPlainReference(value) || (isPlainValue(value) && !isSecretName(name));
  return `${name}=${isPlain ? lookUps.withoutDefaults(value) : lookUps.instead(value, name)}`;
}
