import { AuthorizationDeniedError, AuthorizationServerError, ClientRefusedError } from "../errors.js";
import type { RegisteredClient } from "../oauth/registration.js";
import type { Target } from "../oauth/target.js";
import { isClientError, refusesClient } from "../oauth/client-refusal.js";

/** A registration that the authorization server has forgotten; it can be made anew. `cause`: how that was seen. */
export class StaleClient extends Error {}

/** `error`, seen with `client`: a registration of ours is stale, one of the user's is the user's to mend. */
export function staleOr(
  error: Error,
  client: RegisteredClient,
  target: Target,
  redirectUrl: string | undefined,
): Error {
  if (client.kind === "dynamic" && client.stored) return new StaleClient("stale client", { cause: error });
  return client.kind === "static"
    ? new ClientRefusedError(target.issuer, client.information.client_id, redirectUrl, { cause: error })
    : error;
}

/** What the authorization page answered in place of a code. */
export function denial(
  error: string,
  description: string | undefined,
  client: RegisteredClient,
  target: Target,
  redirectUrl: string,
): Error {
  const denied = new AuthorizationDeniedError(target.issuer, error, description);
  return isClientError(error) ? staleOr(denied, client, target, redirectUrl) : denied;
}

/** What the token endpoint answered in place of tokens. */
export function tokenDenial(
  error: unknown,
  client: RegisteredClient,
  target: Target,
  redirectUrl: string | undefined,
): unknown {
  return error instanceof AuthorizationServerError && refusesClient(error)
    ? staleOr(error, client, target, redirectUrl)
    : error;
}
