/**
 * Names of components of several servers: `{server}_{name}` for tools and prompts, `proto://{server}/{path}` for resources
 * and templates. A URI without `://`, such as `urn:isbn:1`, has no place for a server and stays as it is.
 */

const AUTHORITY = /^([^:/?#{}]+:\/\/)([^]*)$/;

/** `forecast` of `weather` is `weather_forecast`. */
export function prefixedName(server: string, name: string): string {
  return `${server}_${name}`;
}

/** The name on the server; `undefined`: the prefix is that of another one. Servers `a` and `a_b` may both claim a name. */
export function unprefixedName(server: string, name: string): string | undefined {
  const prefix = `${server}_`;
  return name.startsWith(prefix) && name.length > prefix.length ? name.slice(prefix.length) : undefined;
}

/** `data://x/y` of `weather` is `data://weather/x/y`; so for templates. The server's name is percent-encoded where a URI needs it. */
export function prefixedUri(server: string, uri: string): string {
  return uri.replace(
    AUTHORITY,
    (_, protocol: string, path: string) => `${protocol}${segmentOf(server)}/${path}`,
  );
}

/** The URI on the server; `undefined`: it is that of another one. */
export function unprefixedUri(server: string, uri: string): string | undefined {
  const [, protocol, rest = ""] = AUTHORITY.exec(uri) ?? [];
  if (protocol === undefined) return uri;
  const segment = `${segmentOf(server)}/`;
  return rest.startsWith(segment) ? `${protocol}${rest.slice(segment.length)}` : undefined;
}

function segmentOf(server: string): string {
  // A lone surrogate has no UTF-8 form, so that it stays what it is.
  return server.replace(/[^\p{Cs}]+/gu, encodeURIComponent);
}
