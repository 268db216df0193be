const AUTHORIZATION_SERVER = "/.well-known/oauth-authorization-server";
const OPENID = "/.well-known/openid-configuration";
const PROTECTED_RESOURCE = "/.well-known/oauth-protected-resource";

/**
 * Returns the URLs where the metadata of the authorization server at `issuer` may be, in the order to try: between host and
 * path (RFC 8414 §3.1), then after the path, as in OpenID Connect Discovery and as many servers do for RFC 8414, too.
 */
export function serverMetadataUrls(issuer: string): readonly URL[] {
  const { origin, pathname } = new URL(issuer);
  const path = withoutSlash(pathname);
  const places = [`${AUTHORIZATION_SERVER}${path}`, `${OPENID}${path}`];
  if (path !== "") places.push(`${path}${OPENID}`, `${path}${AUTHORIZATION_SERVER}`);
  return places.map((place) => new URL(place, origin));
}

/**
 * Returns the URLs for protected resource metadata of the MCP server at `serverUrl` (RFC 9728 §3.1): with its path, with the
 * path of the URL that it redirected to, then without a path.
 */
export function resourceMetadataUrls(serverUrl: string, answeredBy?: string): readonly URL[] {
  const withPath = [serverUrl, ...(answeredBy === undefined ? [] : [answeredBy])].flatMap((url) => {
    const { pathname, search } = new URL(url);
    const path = withoutSlash(pathname);
    return [
      `${PROTECTED_RESOURCE}${path}${search}`,
      ...(path === "" ? [] : [`${PROTECTED_RESOURCE}${pathname}${search}`]),
    ];
  });
  const places = new Set([...withPath, PROTECTED_RESOURCE]);
  return [...places].map((place) => new URL(place, serverUrl));
}

function withoutSlash(path: string): string {
  return path.endsWith("/") ? path.slice(0, -1) : path;
}
