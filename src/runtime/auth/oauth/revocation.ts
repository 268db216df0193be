import type { FetchLike } from "@modelcontextprotocol/client";
import type { Grant } from "../grants/grant.js";
import type { TokenRecord } from "../store/records.js";
import { secretAuthentication } from "./client-auth.js";
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
    const endpoint = (target.metadata as Readonly<Record<string, unknown>> | undefined)?.[
      "revocation_endpoint"
    ];
    const client = await grant.client(target);
    if (typeof endpoint !== "string" || client === undefined) return;
    const token = record.refreshToken ?? record.accessToken;
    const headers = new Headers({
      "content-type": "application/x-www-form-urlencoded",
      accept: "application/json",
    });
    const body = new URLSearchParams({
      token,
      token_type_hint: record.refreshToken === undefined ? "access_token" : "refresh_token",
    });
    await (grant.authenticate ?? secretAuthentication(client))(headers, body, endpoint, target.metadata);
    await context.fetch(endpoint, { method: "POST", headers, body });
  } catch {
    // The stored copy is removed either way.
  }
}
