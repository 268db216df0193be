import { canonicalJson } from "../../../shared/json/canonical.js";
import { hex } from "../../../shared/bytes/base64.js";
import { sha256 } from "../../../shared/bytes/sha256.js";
import { clientName, type GrantSpec } from "../grants/grant-spec.js";

/** Whose records: what was obtained for one owner is never found by another. */
export interface TokenOwner {
  /** URL of the MCP server. */
  readonly serverUrl: string;
  /** The client's name at authorization servers: a given client id, a metadata URL, or `dynamic`. */
  readonly client: string;
  /** Digest of the grant, of its credentials (secret, key, assertion), and of the subject. */
  readonly holder: string;
  /** Whom the tokens are for, if specified. Part of the digest above; also stored with the tokens, so that a store can list it. */
  readonly subject?: string;
}

/** Returns the owner of the tokens that `options` get. `subject`: whom they are for, if specified. */
export function tokenOwner(serverUrl: string, options: GrantSpec, subject: string | undefined): TokenOwner {
  const holder = hex(sha256(canonicalJson([options.type, proofOf(options), subject ?? null])));
  return { serverUrl, client: clientName(options), holder, ...(subject !== undefined && { subject }) };
}

/** Whether the options alone do not identify whose tokens they are: a person logs in, or a function decides. */
export function standsForSomebody(options: GrantSpec): boolean {
  switch (options.type) {
    case "client_credentials":
      return false;
    case "private_key_jwt":
    case "jwt_bearer":
      return typeof options.assertion === "function";
    case "cross_app":
      return typeof options.idp.idToken === "function";
    default:
      return true;
  }
}

/**
 * Returns the member whose function decides for whom a token is, and may answer for another user each time; `undefined`: there
 * is none. A function that signs for a fixed client id always stands for that client.
 */
export function decidingFunction(options: GrantSpec): string | undefined {
  if (options.type === "jwt_bearer" && typeof options.assertion === "function") return "assertion";
  if (options.type === "cross_app" && typeof options.idp.idToken === "function") return "idp.idToken";
  return undefined;
}

/** Returns the credentials of the grant, as far as they are known without asking: a function returns new ones each time. */
function proofOf(options: GrantSpec): unknown {
  const given = (value: unknown): unknown => (typeof value === "function" ? "function" : (value ?? null));
  const secret = "clientSecret" in options ? given(options.clientSecret) : null;
  switch (options.type) {
    case "oauth":
    case "client_credentials":
      return [secret];
    case "private_key_jwt":
      return [given(options.privateKey), given(options.assertion)];
    case "jwt_bearer":
      return [secret, given(options.assertion)];
    case "cross_app": {
      const { issuer, tokenEndpoint, clientId, clientSecret, idToken } = options.idp;
      return [secret, [issuer, tokenEndpoint, clientId, clientSecret, idToken].map(given)];
    }
    default:
      return [secret];
  }
}
