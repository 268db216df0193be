import type { FetchLike } from "@modelcontextprotocol/client";

const MAX_HOPS = 5;

/**
 * Wraps `send` to follow redirects that keep the method and stay on the request's origin; returns any other redirect as it is.
 * `send` must not follow redirects itself.
 */
export function withinOrigin(send: FetchLike): FetchLike {
  return async (input, init) => {
    const method = init?.method ?? "GET";
    let url = new URL(input);
    for (let hop = 0; ; hop++) {
      const response = await send(url, init);
      const target = redirectTarget(response, url);
      const keepsMethod = method === "GET" || response.status === 307 || response.status === 308;
      if (target === undefined || target.origin !== url.origin || !keepsMethod || hop === MAX_HOPS)
        return response;
      await response.body?.cancel().catch(() => {});
      url = target;
    }
  };
}

function redirectTarget(response: Response, base: URL): URL | undefined {
  if (![301, 302, 303, 307, 308].includes(response.status)) return undefined;
  const location = response.headers.get("location");
  return location !== null && URL.canParse(location, base) ? new URL(location, base) : undefined;
}
