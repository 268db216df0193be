/** More than any server applies: each costs memory. */
const MOST_CODINGS = 5;

/** Returns the content codings of a response, in the order in which they were applied; none if one is unknown (RFC 9110, 8.4). */
export function codingsOf(headers: Headers): readonly string[] {
  const codings = (headers.get("content-encoding") ?? "")
    .toLowerCase()
    .split(",")
    .map((coding) => coding.trim())
    .filter((it) => it !== "");
  const known = codings.every((coding) => /^(?:x-)?gzip$|^deflate$|^br$/.test(coding));
  return known && codings.length <= MOST_CODINGS ? codings : [];
}

/** Whether a body has a content coding that is not read, so that its bytes mean nothing here. */
export function isCoded(headers: Headers): boolean {
  const given = headers.get("content-encoding")?.trim() ?? "";
  return given !== "" && given.toLowerCase() !== "identity" && codingsOf(headers).length === 0;
}
