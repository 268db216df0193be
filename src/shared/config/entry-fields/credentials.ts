import { isJsonObject, type Json, type JsonObject } from "../../json/json.js";
import type { TakeNote } from "../dialects/dialect.js";

const VARIABLE_OF_TOKEN = ["bearer_token_env_var", "bearerTokenEnvVar", "bearerTokenEnv", "bearer_token_env"];
const TOKEN = ["authorization_token", "bearer_token", "bearerToken", "apiKey", "api_key"];
/** Members of `oauth` without a counterpart. */
const OAUTH_KNOWN = [
  "enabled",
  "clientId",
  "client_id",
  "clientSecret",
  "client_secret",
  "scope",
  "scopes",
  "callbackPort",
];

/** Converts all forms of a token, a header or OAuth to `headers` and `auth`. */
export function withCommonCredentials(entry: JsonObject, note: TakeNote): JsonObject {
  const headers: Record<string, Json> = {};
  const rest: Record<string, Json> = { ...entry };
  const take = (names: readonly string[]): string | undefined => {
    const name = names.find((each) => typeof rest[each] === "string" && rest[each] !== "");
    if (name === undefined) return undefined;
    const value = rest[name] as string;
    delete rest[name];
    return value;
  };
  const remote = ["url", "httpUrl", "serverUrl"].some((name) => typeof rest[name] === "string");
  const variable = take(VARIABLE_OF_TOKEN);
  const token = remote ? take(TOKEN) : undefined;
  const bearer = variable === undefined ? token : `\${${variable}}`;
  if (bearer !== undefined)
    headers["Authorization"] = bearer.startsWith("Bearer ") ? bearer : `Bearer ${bearer}`;
  for (const [name, from] of Object.entries(objectOr(rest["env_http_headers"])))
    if (typeof from === "string") headers[name] = `\${${from}}`;
  delete rest["env_http_headers"];
  if (Object.keys(headers).length > 0) {
    const written = objectOr(rest["headers"] ?? rest["http_headers"]);
    delete rest["http_headers"];
    rest["headers"] = { ...written, ...headers };
  }
  return withVariables(withOAuth(rest, note));
}

/** Reads `env_vars` of Codex and `env_keys` of Goose: names of variables that the process gets from this one. */
function withVariables(entry: JsonObject): JsonObject {
  const { env_vars: passed, env_keys: kept, ...rest } = entry;
  const names = [passed, kept].flatMap((list) => (Array.isArray(list) ? (list as readonly Json[]) : []));
  const texts = names.flatMap((each) => {
    const name = isJsonObject(each) ? each["name"] : each;
    return typeof name === "string" ? [name] : [];
  });
  if (texts.length === 0) return entry;
  const inherited = Array.isArray(rest["inheritEnv"]) ? (rest["inheritEnv"] as readonly Json[]) : [];
  return { ...rest, inheritEnv: [...inherited, ...texts] };
}

function withOAuth(entry: JsonObject, note: TakeNote): JsonObject {
  const { oauth, scopes, auth: written, ...rest } = entry;
  const auth = isJsonObject(written) ? ofCursor(written) : written;
  const remote = ["url", "httpUrl", "serverUrl"].some((name) => Object.hasOwn(rest, name));
  const asked = Array.isArray(scopes) && remote ? { scopes } : {};
  if (auth !== undefined && auth !== null) return { ...rest, auth };
  if (oauth === undefined || oauth === null || oauth === false) {
    if (scopes === undefined) return rest;
    return Array.isArray(scopes) && remote
      ? { ...rest, auth: { type: "oauth", scopes } }
      : { ...rest, scopes };
  }
  if (!isJsonObject(oauth)) return { ...rest, auth: "oauth" };
  if (oauth["enabled"] === false) return rest;
  for (const name of Object.keys(oauth).filter((each) => !OAUTH_KNOWN.includes(each)))
    note(
      `oauth.${name}`,
      "It is not used; the server's metadata is.",
      "See `auth` in the documentation of the runtime.",
    );
  const { clientId = oauth["client_id"], clientSecret = oauth["client_secret"], scope, callbackPort } = oauth;
  const wanted = oauth["scopes"] ?? scope;
  return {
    ...rest,
    auth: {
      type: "oauth",
      ...(clientId !== undefined && { clientId }),
      ...(clientSecret !== undefined && { clientSecret }),
      ...(wanted === undefined ? asked : { scopes: wanted }),
      ...(typeof callbackPort === "number" && { callback: { port: callbackPort } }),
    },
  };
}

/** Cursor's fields for a client that was registered by hand are in capitals. */
function ofCursor(auth: JsonObject): JsonObject {
  const { CLIENT_ID: clientId, CLIENT_SECRET: clientSecret, ...rest } = auth;
  if (clientId === undefined) return auth;
  return { type: "oauth", clientId, ...(clientSecret !== undefined && { clientSecret }), ...rest };
}

function objectOr(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}
