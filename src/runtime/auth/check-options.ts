import { isJsonObject } from "../../shared/json/json.js";
import { show } from "../../shared/text/show.js";
import { didYouMean } from "../../shared/text/suggest.js";
import type { AuthOptions } from "./auth.js";
import { AuthConfigError } from "./auth-errors.js";

/** The allowed values of a member, in words for the error. */
interface Kind {
  readonly is: string;
  readonly holds: (value: unknown) => boolean;
}

const isText = (value: unknown): boolean => typeof value === "string" && value !== "";
const isTexts = (value: unknown): boolean => Array.isArray(value) && value.every(isText);
const isFunction = (value: unknown): boolean => typeof value === "function";

const text: Kind = { is: "a text", holds: isText };
const flag: Kind = { is: "true or false", holds: (value) => typeof value === "boolean" };
const count: Kind = {
  is: "a number above 0",
  holds: (value) => Number.isFinite(value) && (value as number) > 0,
};
const callable: Kind = { is: "a function", holds: isFunction };
const record: Kind = { is: "an object", holds: isJsonObject };
const url: Kind = { is: "a URL", holds: (value) => isText(value) && URL.canParse(value as string) };
/** A document at the root of a host, or without TLS, cannot identify a client (SEP-991). */
const documentUrl: Kind = {
  is: "an https: URL with a path",
  holds: (value) =>
    url.holds(value) && /^https:/i.test(value as string) && new URL(value as string).pathname !== "/",
};
const assertion: Kind = {
  is: "a string or a function",
  holds: (value) => isText(value) || isFunction(value),
};
const key: Kind = { is: "a PEM string or a JWK", holds: (value) => isText(value) || isJsonObject(value) };
const oneOf = (...values: readonly unknown[]): Kind => ({
  is: `one of ${values.map(String).join(", ")}`,
  holds: (value) => values.includes(value),
});

type Members = Readonly<Record<string, Kind>>;

const GRANT: Members = {
  scopes: {
    is: "a string or an array of strings",
    holds: (value) => typeof value === "string" || isTexts(value),
  },
  issuer: url,
  resource: {
    is: "a URI without a fragment, or false",
    holds: (value) => value === false || (url.holds(value) && !String(value).includes("#")),
  },
  subject: text,
  storage: {
    is: '"memory", "file", or an object with get, set and delete',
    holds: (value) => value === "memory" || value === "file" || isStore(value),
  },
  dpop: oneOf(true, false, "ES256", "ES384", "RS256", "PS256"),
  allowPrivateAddresses: {
    is: "true, false or a list of hosts",
    holds: (value) => typeof value === "boolean" || isTexts(value),
  },
  fetch: callable,
};
const CLIENT: Members = {
  clientId: text,
  clientSecret: text,
  tokenEndpointAuthMethod: oneOf("client_secret_basic", "client_secret_post", "none"),
};
const CALLBACK: Members = {
  redirectUrl: url,
  host: text,
  port: {
    is: "a port",
    holds: (value) => Number.isInteger(value) && (value as number) > 0 && (value as number) < 65_536,
  },
  path: { is: "a path", holds: (value) => isText(value) && /^\/[\w\-./]*$/.test(value as string) },
  timeoutMs: count,
};
const IDP: Members = {
  issuer: url,
  tokenEndpoint: url,
  clientId: text,
  clientSecret: text,
  idToken: assertion,
};

const MEMBERS: Readonly<Record<AuthOptions["type"], { members: Members; required: readonly string[] }>> = {
  bearer: { members: { token: text }, required: ["token"] },
  oauth: {
    members: {
      ...GRANT,
      ...CLIENT,
      clientMetadataUrl: documentUrl,
      clientName: text,
      clientMetadata: record,
      callback: record,
      interactive: flag,
      openUrl: callable,
      paste: callable,
      flow: oneOf("browser", "device"),
      showCode: callable,
      allowUnlistedPkce: flag,
    },
    required: [],
  },
  client_credentials: { members: { ...GRANT, ...CLIENT }, required: ["clientId", "clientSecret"] },
  private_key_jwt: {
    members: {
      ...GRANT,
      clientId: text,
      privateKey: key,
      algorithm: text,
      lifetimeSeconds: count,
      assertion,
    },
    required: ["clientId"],
  },
  jwt_bearer: { members: { ...GRANT, ...CLIENT, assertion }, required: ["assertion"] },
  cross_app: { members: { ...GRANT, ...CLIENT, idp: record }, required: ["clientId", "idp"] },
};

/**
 * Returns `value` as options, if every member is known and has the right type: a misspelled member would otherwise be ignored,
 * and it may be the one that keeps a secret from the wrong server. Errors name members, never their values.
 *
 * @throws AuthConfigError
 */
export function checkedOptions(value: unknown): AuthOptions {
  const types = Object.keys(MEMBERS);
  if (!isJsonObject(value) || typeof value["type"] !== "string" || !types.includes(value["type"])) {
    throw new AuthConfigError(
      `"auth" is a token, "oauth", a function, an AuthProvider or OAuthClientProvider of the MCP SDK, or an object whose "type" is one of ${types.join(", ")}.`,
    );
  }
  const { members, required } = MEMBERS[value["type"] as AuthOptions["type"]];
  checkMembers("auth", value, { type: text, ...members }, required);
  const { callback, idp } = value;
  if (isJsonObject(callback)) checkMembers("auth.callback", callback, CALLBACK, []);
  if (isJsonObject(idp)) checkMembers("auth.idp", idp, IDP, ["clientId", "idToken"]);
  return value as unknown as AuthOptions;
}

function checkMembers(path: string, value: object, members: Members, required: readonly string[]): void {
  for (const [name, member] of Object.entries(value)) {
    const kind = Object.hasOwn(members, name) ? members[name] : undefined;
    if (kind === undefined) {
      throw new AuthConfigError(
        `${path} has no "${show(name)}".${didYouMean(name, Object.keys(members))} It takes ${Object.keys(members).join(", ")}.`,
      );
    }
    if (member !== undefined && !kind.holds(member))
      throw new AuthConfigError(`${path}.${name} must be ${kind.is}.`);
  }
  const missing = required.find((name) => (value as Record<string, unknown>)[name] === undefined);
  if (missing !== undefined) throw new AuthConfigError(`${path}.${missing} is missing.`);
}

function isStore(value: unknown): boolean {
  const store = value as { get?: unknown; set?: unknown; delete?: unknown } | null;
  return (
    typeof store === "object" && store !== null && [store.get, store.set, store.delete].every(isFunction)
  );
}
