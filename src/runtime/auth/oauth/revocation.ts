import type { FetchLike } from "@modelcontextprotocol/client";
import type { Grant } from "../grants/grant.js";
import { withinOrigin } from "../net/within-origin.js";
import type { TokenRecord } from "../store/records.js";
import type { AuthenticationWay } from "./client-auth.js";
import type { Target } from "./target.js";

/** Tells the authorization server to forget the tokens (RFC 7009). A server that cannot, or cannot be reached, is no fault: they run out. */
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
      // No secret is the empty one (RFC 6749 §2.3.1); the Python SDK wants it to be there.
      body.set("client_secret", "");
      if (isTaken(await send(endpoint, { method: "POST", headers, body }))) return;
    }
  } catch {
    // The stored copy is removed either way.
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
