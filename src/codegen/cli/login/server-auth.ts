import {
  createAuth,
  AuthUnsupportedError,
  type Auth,
  type DevicePrompt,
  type HttpAuth,
} from "fmcp-runtime/auth";
import { anySignal, serversOf, serverUrlOf } from "fmcp-runtime/internal";
import type { TransportSource } from "fmcp-runtime/transport";
import type { ServerEntry } from "../../../shared/config/index.js";
import { isJsonObject } from "../../../shared/json/json.js";
import { pasteOnTerminal } from "./paste-on-terminal.js";

/** How the commands reach a server and the user. */
export interface LoginOptions {
  /** Path of the config, for `${workspaceFolder}`. */
  readonly configPath?: string;
  /** Where `${VAR}` is looked up. Default: the environment of this process. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Whether a user is there to log in. Default: standard input is a terminal, or `CI` is not set. */
  readonly interactive?: boolean;
  /** Opens a URL instead of the system's browser. */
  readonly openUrl?: (url: URL) => void | Promise<void>;
  /** Default: the one in the config, else what the machine allows. */
  readonly flow?: "browser" | "device";
  /** Shows which code to enter where, for `flow: "device"`. Default: on stderr. */
  readonly showCode?: (prompt: DevicePrompt) => void | Promise<void>;
  /** Asks for the address where the browser ended. Default: at the terminal, if there is one. */
  readonly paste?: (url: URL, signal: AbortSignal) => Promise<string>;
  /** Whose tokens. Default: the subject in the config, else the user of this machine. */
  readonly subject?: string;
  readonly signal?: AbortSignal;
}

/** The credentials of one entry of a config. */
export interface ServerAuth {
  readonly http: HttpAuth;
  /** The config says how to authorize; otherwise OAuth was assumed. */
  readonly configured: boolean;
}

/**
 * Runs `work` with the credentials of `entry`, over the connection that its transport would use, including headers,
 * proxy and TLS settings of the entry.
 *
 * @throws AuthUnsupportedError the entry is a local process
 * @throws AuthConfigError, ConfigurationError the entry cannot be used
 */
export async function withServerAuth<T>(
  entry: ServerEntry,
  options: LoginOptions,
  work: (auth: ServerAuth) => Promise<T>,
): Promise<T> {
  const { source, auth } = resolved(entry, options);
  if (!source.supportsAuth) throw new AuthUnsupportedError(source.kind, { server: entry.key });
  const settings = (auth ?? "oauth") as Auth;
  const http = createAuth(withPerson(withSubject(settings, options), options), {
    serverUrl: serverUrlOf(source),
    server: entry.key,
    localUser: true,
  });
  const { signal } = options;
  // Never started; only its fetch is used.
  const transport = await source.open({
    server: entry.key,
    authorize: (base) => http.authorize(base),
    ...(signal && { signal }),
  });
  try {
    return await work({ http, configured: auth !== undefined });
  } finally {
    await transport.close().catch(() => {});
    await source.dispose?.();
  }
}

function resolved(entry: ServerEntry, options: LoginOptions): { source: TransportSource; auth?: unknown } {
  const { configPath, env } = options;
  const config = {
    ...(configPath !== undefined && { path: configPath }),
    servers: [{ ...entry, disabled: false }],
    faults: [],
    rejected: {},
    rest: {},
  };
  const [server] = serversOf(config, env && { env });
  if (server === undefined) throw new RangeError("unreachable: an entry is a server or a fault");
  return server;
}

/** What an entry says about credentials, and the server they are for. */
export interface EntryCredentials {
  /** From the config; otherwise OAuth is assumed. */
  readonly auth: Auth;
  /** URL of the MCP server. */
  readonly serverUrl: string;
}

/** @throws AuthUnsupportedError the entry is a local process */
export function credentialsOf(entry: ServerEntry, options: LoginOptions): EntryCredentials {
  const { source, auth } = resolved(entry, options);
  if (!source.supportsAuth) throw new AuthUnsupportedError(source.kind, { server: entry.key });
  return {
    auth: withSubject((auth ?? "oauth") as Auth, options),
    serverUrl: serverUrlOf(source),
  };
}

/** Returns `auth` with the subject of the command line, which overrides the config. */
function withSubject(auth: Auth, { subject }: LoginOptions): Auth {
  const given: unknown = auth === "oauth" ? { type: "oauth" } : auth;
  if (subject === undefined || !isJsonObject(given) || given["type"] === "bearer") return auth;
  return { ...given, subject } as unknown as Auth;
}

/**
 * Asks at the terminal until interrupted: a login may outlive its caller, but a question would keep the process alive.
 */
function untilInterrupted(interrupt: AbortSignal | undefined): NonNullable<LoginOptions["paste"]> {
  return (url, signal) => pasteOnTerminal(url, interrupt ? anySignal([signal, interrupt]) : signal);
}

function withPerson(auth: Auth, options: LoginOptions): Auth {
  const given: unknown = auth === "oauth" ? { type: "oauth" } : auth;
  if (!isJsonObject(given) || given["type"] !== "oauth") return auth;
  const terminal = process.stdin.isTTY;
  const paste = options.paste ?? (terminal ? untilInterrupted(options.signal) : undefined);
  return {
    ...given,
    type: "oauth",
    interactive: options.interactive ?? (terminal || !process.env["CI"]),
    ...(options.openUrl && { openUrl: options.openUrl }),
    ...(options.flow && { flow: options.flow }),
    ...(options.showCode && { showCode: options.showCode }),
    ...(paste && { paste }),
  };
}
