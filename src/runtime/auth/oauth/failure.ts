import { FmcpError } from "../../../shared/errors/fmcp-error.js";
import { AuthorizationServerError } from "../auth-errors.js";

/**
 * Wraps the failure of a request to `issuer` that got no answer as a transient error. Our own errors and a caller's abort are
 * returned unchanged.
 */
export function asFailure(step: string, issuer: string, error: unknown): unknown {
  if (error instanceof FmcpError || (error instanceof DOMException && error.name === "AbortError"))
    return error;
  return new AuthorizationServerError(
    step,
    issuer,
    { description: error instanceof Error ? reason(error) : String(error), transient: true },
    { cause: error },
  );
}

function reason(error: Error): string {
  const cause = error.cause instanceof Error ? error.cause.message : undefined;
  return cause === undefined || cause === "" ? error.message : `${error.message} (${cause})`;
}
