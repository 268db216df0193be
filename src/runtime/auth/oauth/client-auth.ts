import type { AddClientAuthentication, OAuthClientInformationMixed } from "@modelcontextprotocol/client";
import { loadSdk } from "./sdk.js";

/**
 * Client authentication by secret, in the way that registration and metadata agree on. Written anew for
 * `client_secret_basic`, where id and secret are form-encoded first (RFC 6749 §2.3.1): a secret may hold any character.
 */
export function secretAuthentication(client: OAuthClientInformationMixed): AddClientAuthentication {
  return async (headers, params, _url, metadata) => {
    const { selectClientAuthMethod } = await loadSdk();
    const method = selectClientAuthMethod(client, metadata?.token_endpoint_auth_methods_supported ?? []);
    if (method === "client_secret_basic" && client.client_secret !== undefined) {
      headers.set(
        "authorization",
        `Basic ${btoa(`${formEncoded(client.client_id)}:${formEncoded(client.client_secret)}`)}`,
      );
      return;
    }
    params.set("client_id", client.client_id);
    if (method !== "none" && client.client_secret !== undefined)
      params.set("client_secret", client.client_secret);
  };
}

function formEncoded(text: string): string {
  return new URLSearchParams([["", text]]).toString().slice(1);
}
