import type { OAuthTokens } from "@modelcontextprotocol/client";
import { union } from "../scope.js";
import type { TokenRecord } from "../store/records.js";

/** A token is renewed this long before it expires, or a tenth of its lifetime if that is shorter. */
const MAX_LEEWAY_MS = 60_000;

/** Converts a token answer to the stored form. */
export function tokenRecord(
  tokens: OAuthTokens,
  facts: {
    issuer: string;
    clientId: string;
    requestedScope: string | undefined;
    now: number;
    previous?: TokenRecord | undefined;
  },
): TokenRecord {
  const { issuer, clientId, now, previous } = facts;
  const refreshToken = tokens.refresh_token ?? previous?.refreshToken;
  const scope = tokens.scope ?? facts.requestedScope ?? previous?.scope;
  const requestedScope = union(previous?.requestedScope, facts.requestedScope);
  return {
    issuer,
    clientId,
    accessToken: tokens.access_token,
    tokenType: tokens.token_type,
    obtainedAt: now,
    ...(refreshToken !== undefined && { refreshToken }),
    ...(scope !== undefined && { scope }),
    ...(requestedScope !== undefined && { requestedScope }),
    ...(tokens.expires_in !== undefined && { expiresAt: now + tokens.expires_in * 1000 }),
  };
}

/** `due`: still valid, but to be renewed before the next request. */
export function freshness(record: TokenRecord, now: number): "fresh" | "due" | "expired" {
  if (record.expiresAt === undefined) return "fresh";
  if (now >= record.expiresAt) return "expired";
  const leeway = Math.min(MAX_LEEWAY_MS, (record.expiresAt - record.obtainedAt) / 10);
  return now >= record.expiresAt - leeway ? "due" : "fresh";
}
