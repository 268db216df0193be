/**
 * The URL that answered a request for `asked`, where redirects led to another one of the same origin. `response` may not tell its URL:
 * then it is the one that the request was `sent` to.
 */
export function redirectedTo(
  asked: string | URL,
  sent: string | URL,
  response: Response,
): string | undefined {
  const [first, last] = [withoutHash(asked), withoutHash(response.url === "" ? sent : response.url)];
  return first.href !== last.href && first.origin === last.origin ? last.href : undefined;
}

/** Whether two URLs are asked for in the same way: a fragment is never sent. */
export function isSameUrl(a: string | URL, b: string | URL): boolean {
  return withoutHash(a).href === withoutHash(b).href;
}

function withoutHash(text: string | URL): URL {
  const url = new URL(text);
  url.hash = "";
  return url;
}
