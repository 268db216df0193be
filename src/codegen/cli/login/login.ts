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
  /** The config has no `auth` for this server: without `"auth": "oauth"` the tokens are not used. */
  readonly configured: boolean;
}

/**
 * Logs in to the server of `entry`, even if there are tokens, and keeps the new ones for every later run. Servers with
 * machine credentials are asked for a token, which proves the credentials.
 *
 * @throws FmcpError a cause of src/runtime/auth/errors.ts
 */
export function login(entry: ServerEntry, options: LoginOptions = {}): Promise<LoginReport> {
  return withServerAuth(entry, options, async ({ http, configured }) => {
    const status = await http.login(options.signal);
    const outcome = status === undefined ? "notNeeded" : "loggedIn";
    return { server: entry.key, outcome, configured, status: status ?? (await http.status()) };
  });
}
