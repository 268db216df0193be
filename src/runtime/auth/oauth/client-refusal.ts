import { AuthorizationDeniedError, AuthorizationServerError } from "../auth-errors.js";

/** Codes that do not concern the client, whatever the status. */
const OTHER_CODES = new Set([
  "invalid_grant",
  "invalid_scope",
  "invalid_target",
  "unsupported_grant_type",
  "invalid_dpop_proof",
  "use_dpop_nonce",
  "authorization_pending",
  "slow_down",
  "expired_token",
]);

/** Whether an error code means that the client itself was refused (RFC 6749 §5.2). */
export function isClientError(code: string | undefined): boolean {
  return code === "invalid_client" || code === "unauthorized_client";
}

/** Whether an answer means the same. Some servers send their own codes with 401, which is only for clients. */
export function refusesClient({ error, status, transient }: AuthorizationServerError): boolean {
  if (transient) return false;
  return isClientError(error) || (status === 401 && error !== undefined && !OTHER_CODES.has(error));
}

/** Whether the authorization server does not offer the scope, or not to this client (RFC 6749 §4.1.2.1, RFC 7591 §3.2.2). */
export function refusesScope(error: unknown): boolean {
  if (!(error instanceof AuthorizationServerError || error instanceof AuthorizationDeniedError)) return false;
  return error.error === "invalid_scope" || error.error === "invalid_client_metadata";
}
