import type { OAuthTokens } from "@modelcontextprotocol/client";
import type { JsonObject } from "../../../../shared/json/json.js";
import { Members } from "./members.js";

/** A longer lifetime than this (a hundred years) counts as unknown. */
const MAX_LIFE_SECONDS = 100 * 365 * 24 * 60 * 60;

/**
 * Reads a token answer (RFC 6749 §5.1). Without `token_type` the token is a bearer token; `scope` may be a list; a lifetime
 * that is not a positive number counts as unknown.
 *
 * @throws UnusableAnswer there is no access token
 */
export function readTokens(body: JsonObject): OAuthTokens {
  const members = new Members(body);
  const expiresIn = members.number("expires_in");
  const refreshToken = members.text("refresh_token");
  const scope = members.list("scope")?.join(" ");
  const idToken = members.text("id_token");
  return {
    access_token: members.requiredText("access_token"),
    token_type: members.text("token_type") ?? "Bearer",
    ...(expiresIn !== undefined &&
      expiresIn > 0 &&
      expiresIn <= MAX_LIFE_SECONDS && { expires_in: expiresIn }),
    ...(refreshToken !== undefined && { refresh_token: refreshToken }),
    ...(scope !== undefined && scope !== "" && { scope }),
    ...(idToken !== undefined && { id_token: idToken }),
  };
}
