import type { AddClientAuthentication, OAuthClientInformationMixed } from "@modelcontextprotocol/client";
import type { ClientAuthMethod } from "../auth.js";
import { base64, utf8 } from "../../../shared/bytes/base64.js";
import type { Target } from "./oauth-target.js";

/** An authentication method, or the variant of Basic that some servers expect: id and secret without encoding (RFC 7617). */
type Way = ClientAuthMethod | "plain_basic";

/** One way for a client to authenticate to an authorization server. */
export interface AuthenticationWay {
  /** Adds the credentials to a request. */
  readonly add: AddClientAuthentication;
  /** Records that the server accepted it: it is tried first from now on. */
  proven(): void;
}

/** How a client authenticates. */
export interface ClientAuthentication {
  /** Ways to authenticate `client` at `target`, best first; if one is refused, the next is tried. */
  ways(client: OAuthClientInformationMixed, target: Target): readonly AuthenticationWay[];
}

/** The same way for every client: an assertion, or no authentication. */
export function authenticationBy(add: AddClientAuthentication): ClientAuthentication {
  return { ways: () => [{ add, proven: () => {} }] };
}

/**
 * Authenticates with the client's secret, if it has one. `choice` is the only method used, if given; otherwise the method of
 * the registration comes first, then those that the server lists, in its order. The method that a server accepted is
 * remembered.
 */
export function authenticationBySecret(choice?: ClientAuthMethod): ClientAuthentication {
  const taken = new Map<string, Way>();
  return {
    ways(client, target) {
      const id = JSON.stringify([target.issuer, client.client_id]);
      const methods = withPlainBasic(choice === undefined ? methodsOf(client, target) : [choice], client);
      const proven = taken.get(id);
      const ordered =
        proven !== undefined && methods.includes(proven) ? new Set([proven, ...methods]) : methods;
      return [...ordered].map((method) => ({
        add: adding(method, client),
        proven: () => void taken.set(id, method),
      }));
    },
  };
}

/** If the server lists no methods, the default is `client_secret_basic` (RFC 8414 §2). */
const UNLISTED: readonly ClientAuthMethod[] = ["client_secret_basic", "client_secret_post"];

function methodsOf(client: OAuthClientInformationMixed, { metadata }: Target): readonly ClientAuthMethod[] {
  if (client.client_secret === undefined) return ["none"];
  const registered = "token_endpoint_auth_method" in client ? client.token_endpoint_auth_method : undefined;
  const listed = metadata?.token_endpoint_auth_methods_supported ?? UNLISTED;
  const usable = [...(registered === undefined ? [] : [registered]), ...listed]
    .filter(isClientAuthMethod)
    .filter((method) => method !== "none" || registered === "none");
  return usable.length === 0 ? ["client_secret_post"] : [...new Set(usable)];
}

/** Adds plain Basic if Basic is the only method and its two encodings differ for this client. */
function withPlainBasic(
  methods: readonly ClientAuthMethod[],
  { client_id: id, client_secret: secret = "" }: OAuthClientInformationMixed,
): readonly Way[] {
  const differs = formEncoded(id) !== id || formEncoded(secret) !== secret;
  return differs && methods.every((method) => method === "client_secret_basic")
    ? [...methods, "plain_basic"]
    : methods;
}

function isClientAuthMethod(method: string): method is ClientAuthMethod {
  return method === "client_secret_basic" || method === "client_secret_post" || method === "none";
}

/**
 * Sends `client_id` in the body with every method: RFC 6749 §3.2.1 allows it next to Basic, and some servers read it only
 * there. For Basic, id and secret are form-encoded first (§2.3.1): a secret may contain any character.
 */
function adding(method: Way, client: OAuthClientInformationMixed): AddClientAuthentication {
  const { client_id: id, client_secret: secret } = client;
  return (headers, params) => {
    params.set("client_id", id);
    if (secret === undefined || method === "none") return;
    if (method === "client_secret_post") params.set("client_secret", secret);
    else {
      const written = method === "plain_basic" ? String : formEncoded;
      headers.set("authorization", `Basic ${base64(utf8(`${written(id)}:${written(secret)}`))}`);
    }
  };
}

function formEncoded(text: string): string {
  return new URLSearchParams([["", text]]).toString().slice(1);
}
