import { clearAll, FileTokenStore } from "fmcp-runtime/auth";
import type { ServerEntry } from "../../../shared/config/index.js";
import { type LoginOptions, withServerAuth } from "./server-auth.js";

/**
 * Deletes the tokens and the registration of one server, and revokes them at its authorization server.
 *
 * @throws FmcpError one of src/runtime/auth/auth-errors.ts
 */
export function logout(entry: ServerEntry, options: LoginOptions = {}): Promise<void> {
  return withServerAuth(entry, { ...options, interactive: false }, ({ http }) => http.logout(options.signal));
}

/** Deletes every token that this user's logins stored, for any config. Authorization servers are not notified. */
export function logoutEverywhere(folder?: string): Promise<void> {
  return clearAll(new FileTokenStore(folder));
}
