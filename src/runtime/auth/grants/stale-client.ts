import { AuthorizationDeniedError, AuthorizationServerError, ClientRefusedError } from "../auth-errors.js";
import type { RegisteredClient } from "../oauth/registration.js";
import type { Target } from "../oauth/oauth-target.js";
import { isClientError, refusesClient } from "../oauth/client-refusal.js";

/** The authorization server has forgotten a registration, which can be made again. `cause`: the error that showed it. */
export class StaleClient extends Error {}

/** Returns a `StaleClient` for our own registration, else `error`: only the user can fix a client of the config. */
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

/** The error for what the authorization page answered instead of a code. */
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

/** The error for what the token endpoint answered instead of tokens. */
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
