import { clearAll, FileTokenStore } from "fmcp-runtime/auth";
import type { ServerEntry } from "../../../shared/config/index.js";
import { type LoginOptions, withServerAuth } from "./server-auth.js";

/**
 * Forgets the tokens and the registration of one server, and has its authorization server forget them, too.
 *
 * @throws FmcpError a cause of src/runtime/auth/errors.ts
 */
export function logout(entry: ServerEntry, options: LoginOptions = {}): Promise<void> {
  return withServerAuth(entry, { ...options, interactive: false }, ({ http }) => http.logout(options.signal));
}

/** Forgets every token that this user's logins have kept, of any config. Servers are not told. */
export function logoutEverywhere(folder?: string): Promise<void> {
  return clearAll(new FileTokenStore(folder));
}
