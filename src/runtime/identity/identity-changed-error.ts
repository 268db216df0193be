import { FmcpError } from "../../shared/errors/fmcp-error.js";
import { show } from "../../shared/text/show.js";

const CODE = "AUTH_IDENTITY_CHANGED";

/**
 * The function that provides credentials answered for another identity than the session's. The server has not run the request;
 * the client sends it again in a session of that identity.
 */
export class IdentityChangedError extends FmcpError {
  constructor(server: string | undefined) {
    super(
      CODE,
      `The credentials for "${show(server ?? "the server")}" changed during a request, and no \`subject\` says that they belong to the same user. Send the request again, or give \`subject\`.`,
      { server },
    );
    // The SDK's negotiation passes on an error with this mark unchanged.
    Object.defineProperty(this, Symbol.for("mcp.authSeamEscape"), { value: true, configurable: true });
  }
}

/** Whether an error was caused by a change of identity. */
export function isIdentityChange(error: unknown): boolean {
  for (let at = error, depth = 0; at instanceof Error && depth < 6; at = at.cause, depth++)
    if ((at as { code?: unknown }).code === CODE) return true;
  return false;
}
