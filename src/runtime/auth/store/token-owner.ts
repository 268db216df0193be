import { canonicalJson } from "../../../shared/json/canonical.js";
import { hex } from "../../../shared/bytes/base64.js";
import { sha256 } from "../../../shared/bytes/sha256.js";
import { clientName, type GrantSpec } from "../grants/grant-spec.js";

/** Whose records: nothing that was got for one owner is found by another. */
export interface TokenOwner {
  /** URL of the MCP server. */
  readonly serverUrl: string;
  /** How the client names itself to authorization servers: a client id that was given, a metadata URL, or `dynamic`. */
  readonly client: string;
  /** Digest of the grant, of what it proves itself with (secret, key, assertion), and of the subject. */
  readonly holder: string;
  /** Whom the tokens are for, where that was said. Part of the digest above; kept with the tokens, so that a store can tell. */
  readonly subject?: string;
}

/** The owner of the tokens that `options` get. `subject`: whom they are for, where that was said. */
export function tokenOwner(serverUrl: string, options: GrantSpec, subject: string | undefined): TokenOwner {
  const holder = hex(sha256(canonicalJson([options.type, proofOf(options), subject ?? null])));
  return { serverUrl, client: clientName(options), holder, ...(subject !== undefined && { subject }) };
}

/** Whether the options alone do not tell whose the tokens are: a person logs in, or a function answers who it is. */
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

/** What the grant proves itself with, as far as it can be known without asking for it: a function makes another one each time. */
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
