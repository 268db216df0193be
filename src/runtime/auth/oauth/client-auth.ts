import type { AddClientAuthentication, OAuthClientInformationMixed } from "@modelcontextprotocol/client";
import type { ClientAuthMethod } from "../auth.js";
import { base64, utf8 } from "../../../shared/bytes/base64.js";
import type { Target } from "./target.js";

/** A method, or its spelling that some servers read instead: Basic with id and secret as they are (RFC 7617). */
type Way = ClientAuthMethod | "plain_basic";

/** One way to show an authorization server who a client is. */
export interface AuthenticationWay {
  /** Adds what is needed to a request. */
  readonly add: AddClientAuthentication;
  /** The server took it: it comes first from now on. */
  proven(): void;
}

/** How a client shows who it is. */
export interface ClientAuthentication {
  /** Ways for `client` at `target`, best first; the next is for when one is refused. */
  ways(client: OAuthClientInformationMixed, target: Target): readonly AuthenticationWay[];
}

/** The same for every client: an assertion, or nothing at all. */
export function authenticationBy(add: AddClientAuthentication): ClientAuthentication {
  return { ways: () => [{ add, proven: () => {} }] };
}

/**
 * By the client's secret, if it has one. `choice` is the only method used, if given; else the one of the registration comes
 * first, then those that the server lists, in its order. What a server has taken is remembered.
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

/** Where nothing is listed, `client_secret_basic` is meant (RFC 8414 §2). */
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

/** Where Basic is all that there is, and its two standards differ about this client. */
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
 * `client_id` is in the body with every method: RFC 6749 §3.2.1 allows it beside Basic, and some servers look nowhere else. For Basic,
 * id and secret are form-encoded first (§2.3.1): a secret may hold any character.
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
