import { isHarmless, isHarmlessSegment } from "./harmless.js";
import { harmless, type Part, secret } from "./part.js";
import { isSecretName } from "./secret-name.js";

const URL_FORM = /^([a-z][a-z0-9+.-]*:\/\/)(?:([^/?#]*)@)?([^/?#]*)([^?#]*)(\?[^#]*)?(#.*)?$/is;

/** Splits a URL of any scheme into parts; `undefined` if it is not a URL. */
export function urlParts(url: string): readonly Part[] | undefined {
  const [, scheme, userInfo, host = "", path = "", query, fragment] = URL_FORM.exec(url) ?? [];
  if (scheme === undefined) return undefined;
  return [
    harmless(scheme),
    ...(userInfo === undefined ? [] : userInfoParts(userInfo)),
    harmless(host),
    ...pathParts(path),
    ...pairsOf(query),
    ...pairsOf(fragment),
  ];
}

function userInfoParts(userInfo: string): readonly Part[] {
  const at = userInfo.indexOf(":");
  if (at < 0) return [secret(userInfo, "user"), harmless("@")];
  return [
    secret(userInfo.slice(0, at), "user"),
    harmless(":"),
    secret(userInfo.slice(at + 1), "password"),
    harmless("@"),
  ];
}

/** Some services put the token into the path. */
function pathParts(path: string): readonly Part[] {
  return path.split(/(?<=\/)/).flatMap((segment) => {
    const bare = segment.replace(/\/$/, "");
    if (isHarmlessSegment(bare)) return [harmless(segment)];
    return [secret(bare, "path"), harmless(segment.slice(bare.length))];
  });
}

/** `?a=1&token=x` or a fragment of the same form. */
function pairsOf(text: string | undefined): readonly Part[] {
  if (text === undefined) return [];
  const [mark = "", pairs] = [text.slice(0, 1), text.slice(1)];
  const parts = pairs.split("&").flatMap((pair, index): Part[] => {
    const before = index === 0 ? [] : [harmless("&")];
    const at = pair.indexOf("=");
    const [name, value] = at < 0 ? ["", pair] : [pair.slice(0, at), pair.slice(at + 1)];
    const head = at < 0 ? [] : [harmless(`${name}=`)];
    const isOpen = isHarmless(value) && !isSecretName(name);
    return [...before, ...head, isOpen ? harmless(value) : secret(value, name || "query")];
  });
  return [harmless(mark), ...parts];
}
