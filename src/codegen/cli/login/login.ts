import type { AuthStatus } from "fmcp-runtime/auth";
import type { ServerEntry } from "../../../shared/config/index.js";
import { type LoginOptions, withServerAuth } from "./server-auth.js";

/** How a login ended. */
export interface LoginReport {
  readonly server: string;
  /** `notNeeded`: the server answers without credentials, or the config holds them. */
  readonly outcome: "loggedIn" | "notNeeded";
  /** What is stored now. */
  readonly status: AuthStatus;
  /** `false`: the config has no `auth` for this server, so the tokens are not used without `"auth": "oauth"`. */
  readonly configured: boolean;
}

/**
 * Logs in to the server of `entry`, even if there are tokens, and stores the new ones for later runs. For machine
 * credentials, requests a token to verify them.
 *
 * @throws FmcpError one of src/runtime/auth/auth-errors.ts
 */
export function login(entry: ServerEntry, options: LoginOptions = {}): Promise<LoginReport> {
  return withServerAuth(entry, options, async ({ http, configured }) => {
    const status = await http.login(options.signal);
    const outcome = status === undefined ? "notNeeded" : "loggedIn";
    return { server: entry.key, outcome, configured, status: status ?? (await http.status()) };
  });
}
