import type { FetchLike } from "@modelcontextprotocol/client";
import type { Grant } from "../grants/grant.js";
import { withinOrigin } from "../net/within-origin.js";
import type { TokenRecord } from "../store/records.js";
import type { AuthenticationWay } from "./client-auth.js";
import type { Target } from "./oauth-target.js";

/**
 * Revokes the tokens at the authorization server (RFC 7009). It is not an error if the server does not support it or cannot be
 * reached: the tokens expire.
 */
export async function revoke(
  context: { readonly fetch: FetchLike },
  grant: Grant,
  record: TokenRecord,
  targetOf: () => Promise<Target>,
): Promise<void> {
  try {
    const target = await targetOf();
    const endpoint = target.metadata?.revocation_endpoint;
    const client = await grant.client(target);
    if (endpoint === undefined || client === undefined) return;
    const send = withinOrigin(context.fetch);
    for (const way of grant.authentication.ways(client, target).slice(0, 2)) {
      const { headers, body } = await revocation(record, way, endpoint, target);
      if (isTaken(await send(endpoint, { method: "POST", headers, body }))) return;
      if (headers.has("authorization") || body.has("client_secret")) continue;
      // A client without a secret has the empty one (RFC 6749 §2.3.1); the Python SDK requires the member.
      body.set("client_secret", "");
      if (isTaken(await send(endpoint, { method: "POST", headers, body }))) return;
    }
  } catch {
    // The stored copy is removed in any case.
  }
}

async function revocation(
  { refreshToken, accessToken }: TokenRecord,
  way: AuthenticationWay,
  endpoint: string,
  target: Target,
): Promise<{ headers: Headers; body: URLSearchParams }> {
  const headers = new Headers({
    "content-type": "application/x-www-form-urlencoded",
    accept: "application/json",
  });
  const body = new URLSearchParams({
    token: refreshToken ?? accessToken,
    token_type_hint: refreshToken === undefined ? "access_token" : "refresh_token",
  });
  await way.add(headers, body, endpoint, target.metadata as Parameters<typeof way.add>[3]);
  return { headers, body };
}

function isTaken({ status }: Response): boolean {
  return status !== 400 && status !== 401;
}
