import type { AuthStatus } from "fmcp-runtime/auth";
import type { ServerEntry } from "../../../shared/config/index.js";
import { credentialsOf, type LoginOptions, withServerAuth } from "./server-auth.js";
import { subjectsOf } from "./subjects.js";

/** What is known about the credentials of one server and one subject. Contains no secrets. */
export interface ServerAuthStatus {
  readonly server: string;
  /** Whose credentials; absent for the user of this machine. */
  readonly subject?: string;
  /** `false`: the store has no `list`, so other subjects may also be logged in. */
  readonly listed?: false;
  /** `none`: a local process, or a server without `auth` in the config and without tokens. */
  readonly kind: AuthStatus["kind"] | "none";
  readonly status?: AuthStatus;
  /** `false`: there are tokens, but the config has no `auth`, so they are not used. */
  readonly configured?: false;
  /** Why the status is unknown: an error in the entry or the token store. */
  readonly error?: Error;
}

/**
 * Returns the credentials of every entry, in order: those of `options.subject`, or those of the config followed by every other
 * subject that is logged in. No server is asked.
 */
export async function authStatus(
  entries: readonly ServerEntry[],
  options: LoginOptions = {},
): Promise<readonly ServerAuthStatus[]> {
  const statuses = await Promise.all(entries.map((entry) => statusesOf(entry, options)));
  return statuses.flat();
}

async function statusesOf(entry: ServerEntry, options: LoginOptions): Promise<readonly ServerAuthStatus[]> {
  const first = await statusOf(entry, options);
  if (entry.kind === "stdio" || first.error !== undefined) return [first];
  if (options.subject !== undefined) return [{ ...first, subject: options.subject }];
  try {
    const { own, others } = await subjectsOf(credentialsOf(entry, options));
    const named = own === undefined ? first : { ...first, subject: own };
    if (others === undefined) return [{ ...named, listed: false }];
    const more = await Promise.all(
      others.map(async (subject) => ({ ...(await statusOf(entry, { ...options, subject })), subject })),
    );
    // Tokens of another client, as in an earlier config, are not found under this one.
    return [
      named,
      ...more.filter(({ status, error }) => status?.issuer !== undefined || error !== undefined),
    ];
  } catch (error) {
    return [{ ...first, error: asError(error) }];
  }
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
    return { server, kind: "none", error: asError(error) };
  }
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
