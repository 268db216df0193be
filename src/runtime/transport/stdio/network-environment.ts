/** Variables for reaching the network from here: proxies, certificates, registries of packages and images. */
const NETWORK = new Set([
  ...["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"],
  ...["NODE_EXTRA_CA_CERTS", "NODE_USE_SYSTEM_CA", "NODE_USE_ENV_PROXY"],
  ...["SSL_CERT_FILE", "SSL_CERT_DIR", "NIX_SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"],
  ...["GOPROXY", "GOPRIVATE", "GONOPROXY", "GONOSUMDB", "GOSUMDB", "GOFLAGS"],
]);
const FAMILIES = /^(npm_config|pnpm|yarn|bun|corepack|deno|cargo|uv|pip|pipx|docker|containers)_/i;
/** npm settings that end up in `NODE_OPTIONS`, and so load code. */
const LOADS_CODE = /^npm_config_(node[-_]options|script[-_]shell)$/i;

/**
 * Returns the names among `variables` that a program needs to download packages or images through this machine's network,
 * proxies first.
 */
export function networkVariables(variables: Readonly<Record<string, string | undefined>>): readonly string[] {
  const isOne = (name: string): boolean =>
    !LOADS_CODE.test(name) && (NETWORK.has(name.toUpperCase()) || FAMILIES.test(name));
  const names = Object.keys(variables).filter((name) => variables[name] !== "" && isOne(name));
  const rank = (name: string): number =>
    /_proxy$/i.test(name) ? 0 : NETWORK.has(name.toUpperCase()) ? 1 : 2;
  return names.sort((a, b) => rank(a) - rank(b));
}
