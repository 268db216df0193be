import type { ClientCapabilities, Implementation } from "@modelcontextprotocol/client";
import { checkDuration } from "../async/check-numbers.js";
import type { ProtocolOption } from "../connection/negotiate.js";
import type { Era } from "../connection/era.js";
import type { Auth } from "../auth/auth.js";
import type { ClientExtension } from "../extensions/client-extension.js";
import type { HandlerOptions } from "../handlers/handler-options.js";
import type { CallerLimits } from "../identity/callers.js";
import { checkSubject, type Subject } from "../identity/identify.js";
import type { LayerSettings } from "../layers/layer-options.js";
import { host } from "../platform/host.js";
import { recordersOf } from "../recording/from-environment.js";
import type { SourceOptions } from "../transport/source-of-entry.js";
import type { ClientTarget } from "../transport/client-target.js";

/** Options of a client, whatever it connects to. */
export interface BaseClientOptions extends SourceOptions, LayerSettings {
  /** Name of the server in errors and events. Default: the label of the target. */
  readonly name?: string;
  /** Name and version that the client sends to the server. Default: those of this package. */
  readonly clientInfo?: Implementation;
  /** Credentials for a server behind a URL: a bearer token, `"oauth"`, or the settings of a grant. Overrides the config's. */
  readonly auth?: Auth;
  /**
   * For whom the requests are: a user id, or a function that returns it for every request. Subjects never share tokens, cached
   * answers, sessions or cookies. Default: derived from the credentials of a request. Set it if credentials change while the
   * user stays the same, or if they do not identify the user (your own `fetch`, or an assertion from a function).
   */
  readonly subject?: Subject;
  /** How many identities keep a session, and for how long, if credentials change from request to request. */
  readonly identities?: Partial<CallerLimits>;
  /** Values of `${VAR}` references in a config. Default: the environment of the process. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /**
   * Functions that answer the server's requests or receive its messages. Only the capabilities for these are declared to the
   * server.
   */
  readonly handlers?: HandlerOptions;
  /** Capabilities to declare in addition to those that follow from the handlers. */
  readonly capabilities?: ClientCapabilities;
  /**
   * Extensions of the protocol that the client takes part in (SEP-2133): what to declare, results of tools that only they have,
   * and notifications. See `resultClaim`.
   */
  readonly extensions?: readonly ClientExtension[];
  /**
   * Protocol revision. Default: the config's, or `"auto"`: 2026-07-28 if the server supports it, else the newest older one. An
   * older revision such as `"2025-06-18"` is offered in the handshake.
   */
  readonly protocol?: ProtocolOption;
  /**
   * Era that the server is known to support, which saves asking. A wrong value costs one more attempt. Generated clients set
   * it.
   */
  readonly knownEra?: Era;
  /**
   * An earlier answer to `server/discover`, as `client.request("server/discover")` returns it. It is used as it is, so
   * connecting sends nothing. It must come from the same server for the same credentials; if it is out of date, the first
   * request fails. Not used with an older revision.
   */
  readonly priorDiscover?: unknown;
  /**
   * Era to use with a server that supports both, while `protocol` is `"auto"`. Default `"modern"`. `"legacy"` suits servers
   * that cannot send requests to their clients in the modern era, such as those of FastMCP 4.
   */
  readonly preferEra?: Era;
  /** Deadline of a request in milliseconds. Default 60,000. 0: none. */
  readonly timeoutMs?: number;
  /**
   * How long your handler may take for one answer to the server (elicitation, sampling, roots) while the deadlines of calls are
   * paused, in milliseconds. Default 600,000. After that, or if it is 0, the deadlines continue.
   */
  readonly answerTimeoutMs?: number;
  /** Deadline of a whole list, including all pages, in milliseconds. Default 30,000. 0: none. */
  readonly listTimeoutMs?: number;
  /**
   * How long connecting may take, in milliseconds: start, negotiation, handshake. 0: no limit. Default 30,000, or 180,000 for
   * programs that may be installed first (`npx`, `uvx`, `docker run`, …); or `timeoutMs` if that is less.
   */
  readonly connectTimeoutMs?: number;
  /**
   * How long to wait for an answer to the 2026-07-28 probe before also trying the older handshake on a second connection (or
   * process), in milliseconds; at most an eighth of `connectTimeoutMs`. An answer that arrives later still counts. Default: the
   * config's, or 5,000.
   */
  readonly probeTimeoutMs?: number;
  /** How long closing may take, in milliseconds; what is still open then is abandoned. Default 5,000. */
  readonly disconnectTimeoutMs?: number;
  /** How often a server may request more input within one request (2026-07-28). Default 10. */
  readonly maxInputRounds?: number;
  /** `false`: `connect()` does not connect yet; the first request or `initialize()` does. Default true. */
  readonly autoInitialize?: boolean;
  /**
   * What to do when the server has forgotten the session: `"recover"` (default) opens a new one and repeats the request, which
   * the server refused; `"strict"` throws `SessionLostError`, because the state of the session is lost.
   */
  readonly statefulSession?: "recover" | "strict";
  /** Additional endpoints that serve the same: requests are distributed over all of them, according to `balance`. */
  readonly replicas?: readonly ClientTarget[];
  /**
   * Whether to trust a tool's `readOnlyHint` and `idempotentHint`, so that such calls are repeated when their outcome is
   * unknown. Default false: hints are only claims.
   */
  readonly trusted?: boolean;
}

/** Options for one of several servers. */
export type ServerOptions = Omit<BaseClientOptions, "name" | "autoInitialize">;

/** Options of a `Client`: those of every server, and those that only matter for a config with several. */
export interface MultiClientOptions extends Omit<BaseClientOptions, "auth"> {
  /** Credentials of the only server, or of several by name: `{ weather: "oauth", notes: token }`. Overrides the config's. */
  readonly auth?: Auth | Readonly<Record<string, Auth>>;
  /** Options of single servers by name; each overrides the option for all servers. */
  readonly servers?: Readonly<Record<string, ServerOptions>>;
  /**
   * Whether names are prefixed with the server's: `{server}_{tool}`, `proto://{server}/{path}`. `"auto"` (default): as soon as
   * there are two servers, and from then on. `"never"`: names are those of the servers, and must be unique.
   */
  readonly prefix?: "auto" | "always" | "never";
  /**
   * What to do when one of several servers cannot be reached, or fails to list. `"skip"` (default): use the answers of the
   * others, and emit a `diagnostic` event with code `SERVER_FAILED`; if all fail, throw. `"throw"`: throw.
   */
  readonly onServerError?: "skip" | "throw";
  /**
   * What to do when two components have the same name: throw an error, or (`"first"`) use that of the first server and emit a
   * `diagnostic` event. Default: `"error"` with `prefix: "never"`, else `"first"`.
   */
  readonly onCollision?: "error" | "first";
}

type Filled =
  | "clientInfo"
  | "handlers"
  | "listTimeoutMs"
  | "disconnectTimeoutMs"
  | "maxInputRounds"
  | "autoInitialize"
  | "statefulSession";

/** Options with their defaults filled in. */
export type ResolvedOptions = BaseClientOptions & Required<Pick<BaseClientOptions, Filled>>;

/** Default deadline, unless the call, the client or the config sets one. */
export const DEFAULT_TIMEOUT_MS = 60_000;

/** Default name and version for the server. A test keeps the version equal to that of the package. */
export const PACKAGE_INFO: Implementation = { name: "fmcp-codegen", version: "0.1.0" };

/** Fills in the defaults. @throws {ConfigurationError} for invalid durations, and for an empty subject */
export function resolveOptions(options: BaseClientOptions): ResolvedOptions {
  for (const key of [
    "timeoutMs",
    "answerTimeoutMs",
    "listTimeoutMs",
    "connectTimeoutMs",
    "probeTimeoutMs",
    "disconnectTimeoutMs",
    "maxInputRounds",
  ] as const) {
    checkDuration(key, options[key]);
  }
  if (options.subject !== undefined && typeof options.subject !== "function") checkSubject(options.subject);
  const recorders = recordersOf(host.env);
  return {
    ...options,
    ...(recorders.length > 0 && { interceptors: [...recorders, ...(options.interceptors ?? [])] }),
    clientInfo: options.clientInfo ?? PACKAGE_INFO,
    handlers: options.handlers ?? {},
    listTimeoutMs: options.listTimeoutMs ?? 30_000,
    disconnectTimeoutMs: options.disconnectTimeoutMs ?? 5_000,
    maxInputRounds: options.maxInputRounds ?? 10,
    autoInitialize: options.autoInitialize ?? true,
    statefulSession: options.statefulSession ?? "recover",
  };
}
