import type { AuthProvider } from "@modelcontextprotocol/client";
import type { LatestIdentity } from "../identity/identity.js";
import { IdentityChangedError } from "../identity/identity-changed-error.js";

/**
 * Restricts `provider` to one identity: uses the token that it returned for that identity, and never one that is meant for
 * another by now.
 */
export function identityProvider(provider: AuthProvider, identity: LatestIdentity): AuthProvider {
  const { subject } = identity;
  return {
    token: async () => (typeof identity.answer === "string" ? identity.answer : undefined),
    onUnauthorized: async (context) => {
      const before = identity.answer;
      await provider.onUnauthorized?.(context);
      const answer = await provider.token();
      if (answer === before) return;
      if (subject === undefined) throw new IdentityChangedError(undefined);
      identity.renew({ key: identity.key, subject, headers: identity.headers, answer });
    },
  };
}
