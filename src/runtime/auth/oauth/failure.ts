import { FmcpError } from "../../../shared/errors/fmcp-error.js";
import { AuthorizationServerError } from "../errors.js";

/**
 * A request to `issuer` that had no answer, as an error of ours that may pass. Our own refusals and a caller's abort are handed on as
 * they are.
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
