/**
 * Returns the URL that answered a request for `asked`, if redirects led to another URL of the same origin. If `response` does
 * not have its URL, that is the one that the request was `sent` to.
 */
export function redirectedTo(
  asked: string | URL,
  sent: string | URL,
  response: Response,
): string | undefined {
  const [first, last] = [withoutHash(asked), withoutHash(response.url === "" ? sent : response.url)];
  return first.href !== last.href && first.origin === last.origin ? last.href : undefined;
}

/** Whether two URLs lead to the same request: a fragment is never sent. */
export function isSameUrl(a: string | URL, b: string | URL): boolean {
  return withoutHash(a).href === withoutHash(b).href;
}

function withoutHash(text: string | URL): URL {
  const url = new URL(text);
  url.hash = "";
  return url;
}
