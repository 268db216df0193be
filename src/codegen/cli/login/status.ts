import type { AuthStatus } from "fmcp-runtime/auth";
import type { ServerEntry } from "../../../shared/config/index.js";
import { type LoginOptions, withServerAuth } from "./server-auth.js";

/** What is known about the credentials of one server. No secret in it. */
export interface ServerAuthStatus {
  readonly server: string;
  /** `none`: a local process, or a server without `auth` in the config and without tokens. */
  readonly kind: AuthStatus["kind"] | "none";
  readonly status?: AuthStatus;
  /** `false`: there are tokens, and the config has no `auth`, so that they are not used. */
  readonly configured?: false;
  /** Why nothing can be said: a fault of the entry, or of the token store. */
  readonly error?: Error;
}

/** The credentials of every entry, in order. No server is asked. */
export function authStatus(
  entries: readonly ServerEntry[],
  options: LoginOptions = {},
): Promise<readonly ServerAuthStatus[]> {
  return Promise.all(entries.map((entry) => statusOf(entry, options)));
}

async function statusOf(entry: ServerEntry, options: LoginOptions): Promise<ServerAuthStatus> {
  const server = entry.key;
  if (entry.kind === "stdio") return { server, kind: "none" };
  try {
    return await withServerAuth(
      entry,
      { ...options, interactive: false },
      async ({ http, configured }): Promise<ServerAuthStatus> => {
        const status = await http.status();
        if (configured) return { server, kind: status.kind, status };
        return status.authorized
          ? { server, kind: status.kind, status, configured }
          : { server, kind: "none" };
      },
    );
  } catch (error) {
    return { server, kind: "none", error: error instanceof Error ? error : new Error(String(error)) };
  }
}
