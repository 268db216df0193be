import type { FetchLike } from "@modelcontextprotocol/client";
import type { Grant } from "../grants/grant.js";
import { withinOrigin } from "../net/within-origin.js";
import type { TokenRecord } from "../store/records.js";
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
    const token = record.refreshToken ?? record.accessToken;
    for (const way of grant.authentication.ways(client, target).slice(0, 2)) {
      const headers = new Headers({
        "content-type": "application/x-www-form-urlencoded",
        accept: "application/json",
      });
      const body = new URLSearchParams({
        token,
        token_type_hint: record.refreshToken === undefined ? "access_token" : "refresh_token",
      });
      await way.add(headers, body, endpoint, target.metadata as Parameters<typeof way.add>[3]);
      const { status } = await withinOrigin(context.fetch)(endpoint, { method: "POST", headers, body });
      if (status !== 400 && status !== 401) return;
    }
  } catch {
    // The stored copy is removed either way.
  }
}
