import type { OAuthClientInformationMixed } from "@modelcontextprotocol/client";
import type { JsonObject } from "../../../../shared/json/json.js";
import { Members } from "./members.js";

/**
 * Reads the answer to a registration (RFC 7591 §3.2.1). Only `client_id` is required; members that repeat the request are
 * dropped.
 *
 * @throws UnusableAnswer there is no client id
 */
export function readRegistration(body: JsonObject): OAuthClientInformationMixed {
  const members = new Members(body);
  const secret = members.text("client_secret");
  const secretExpiresAt = members.number("client_secret_expires_at");
  const method = members.text("token_endpoint_auth_method");
  const scope = members.list("scope")?.join(" ");
  return {
    client_id: members.requiredId("client_id"),
    ...(secret !== undefined && { client_secret: secret }),
    ...(secretExpiresAt !== undefined && { client_secret_expires_at: secretExpiresAt }),
    ...(method !== undefined && { token_endpoint_auth_method: method }),
    ...(scope !== undefined && { scope }),
  } as OAuthClientInformationMixed;
}
