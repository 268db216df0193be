import { isIpv6 } from "./ip.js";

/** Characters of RFC 3986, appendix A, outside percent-encodings; RFC 3987 adds those of `more`. */
const UNRESERVED = "A-Za-z0-9\\-._~";
const SUB_DELIMS = "!$&'()*+,;=";
const MORE = "\\u{a0}-\\u{d7ff}\\u{f900}-\\u{fdcf}\\u{fdf0}-\\u{ffef}\\u{10000}-\\u{effff}";

interface Grammar {
  readonly userinfo: RegExp;
  readonly host: RegExp;
  readonly path: RegExp;
  readonly query: RegExp;
}

/** Built on first use, so that an import builds no regular expressions. */
function once(make: () => Grammar): () => Grammar {
  let grammar: Grammar | undefined;
  return () => (grammar ??= make());
}

function grammar(more: string, queryMore: string): Grammar {
  const part = (extra: string): RegExp =>
    new RegExp(`^(?:[${UNRESERVED}${SUB_DELIMS}${more}${extra}]|%[0-9A-Fa-f]{2})*$`, "u");
  return { userinfo: part(":"), host: part(""), path: part(":@/"), query: part(`:@/?${queryMore}`) };
}

const uri = /* @__PURE__ */ once(() => grammar("", ""));
const iri = /* @__PURE__ */ once(() => grammar(MORE, "\\u{e000}-\\u{f8ff}\\u{f0000}-\\u{10fffd}"));

function isReference(text: string, { userinfo, host, path, query }: Grammar, absolute: boolean): boolean {
  const parts = /^(?:([^:/?#]+):)?(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/su.exec(text);
  if (parts === null) return false;
  const [, scheme, authority, pathText = "", queryText = "", fragment = ""] = parts;
  if (scheme === undefined ? absolute : !/^[A-Za-z][A-Za-z0-9+.-]*$/.test(scheme)) return false;
  if (!path.test(pathText) || !query.test(queryText) || !query.test(fragment)) return false;
  if (authority === undefined) return scheme !== undefined || !/^[^/]*:/.test(pathText);
  const [, user = "", name = "", port = ""] = /^(?:([^@]*)@)?(\[[^\]]*\]|[^:@]*)(?::(.*))?$/su.exec(
    authority,
  ) ?? ["", "", "%", ""];
  return (
    userinfo.test(user) &&
    /^\d*$/.test(port) &&
    (name.startsWith("[") ? isIpLiteral(name.slice(1, -1)) : host.test(name))
  );
}

function isIpLiteral(text: string): boolean {
  return isIpv6(text) || /^v[0-9A-Fa-f]+\.[A-Za-z0-9\-._~!$&'()*+,;=:]+$/i.test(text);
}

/** RFC 3986 `URI`. */
export function isUri(text: string): boolean {
  return isReference(text, uri(), true);
}

/** RFC 3986 `URI-reference`. */
export function isUriReference(text: string): boolean {
  return isReference(text, uri(), false);
}

/** RFC 3987 `IRI`. */
export function isIri(text: string): boolean {
  return isReference(text, iri(), true);
}

/** RFC 3987 `IRI-reference`. */
export function isIriReference(text: string): boolean {
  return isReference(text, iri(), false);
}

/** RFC 6570, 2. */
export function isUriTemplate(text: string): boolean {
  const name = "(?:[A-Za-z0-9_]|%[0-9A-Fa-f]{2})+";
  const variable = `${name}(?:\\.${name})*(?:\\*|:[1-9]\\d{0,3})?`;
  const expression = new RegExp(`^[+#./;?&]?${variable}(?:,${variable})*$`);
  return text.split("{").every((piece, i) => {
    const end = piece.indexOf("}");
    if (i > 0 && (end < 0 || !expression.test(piece.slice(0, end)))) return false;
    // eslint-disable-next-line no-control-regex
    return /^(?:[^\u0000-\u0020"%<>\\^`{|}\u007f-\u009f]|%[0-9A-Fa-f]{2})*$/u.test(
      i === 0 ? piece : piece.slice(end + 1),
    );
  });
}
