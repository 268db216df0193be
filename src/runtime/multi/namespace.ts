/**
 * Names for components of several servers: `{server}_{name}` for tools and prompts, `proto://{server}/{path}` for resources and
 * templates. A URI without `://`, such as `urn:isbn:1`, cannot include a server and is not changed.
 */

const AUTHORITY = /^([^:/?#{}]+:\/\/)([^]*)$/;

/** Adds the prefix: `forecast` of `weather` becomes `weather_forecast`. */
export function prefixedName(server: string, name: string): string {
  return `${server}_${name}`;
}

/** Returns the name on the server; `undefined` if the prefix is another's. Servers `a` and `a_b` may both match a name. */
export function unprefixedName(server: string, name: string): string | undefined {
  const prefix = `${server}_`;
  return name.startsWith(prefix) && name.length > prefix.length ? name.slice(prefix.length) : undefined;
}

/**
 * Adds the server: `data://x/y` of `weather` becomes `data://weather/x/y`; the same for templates. Percent-encodes the server's
 * name if a URI requires it.
 */
export function prefixedUri(server: string, uri: string): string {
  return uri.replace(
    AUTHORITY,
    (_, protocol: string, path: string) => `${protocol}${segmentOf(server)}/${path}`,
  );
}

/** Returns the URI on the server; `undefined` if it belongs to another. */
export function unprefixedUri(server: string, uri: string): string | undefined {
  const [, protocol, rest = ""] = AUTHORITY.exec(uri) ?? [];
  if (protocol === undefined) return uri;
  const segment = `${segmentOf(server)}/`;
  return rest.startsWith(segment) ? `${protocol}${rest.slice(segment.length)}` : undefined;
}

function segmentOf(server: string): string {
  // A lone surrogate has no UTF-8 form, so it is not encoded.
  return server.replace(/[^\p{Cs}]+/gu, encodeURIComponent);
}
