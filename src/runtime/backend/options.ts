import type { ClientCapabilities, Implementation } from "@modelcontextprotocol/client";
import { show } from "../../shared/text/show.js";
import type { ProtocolOption } from "../connection/negotiate.js";
import type { Era } from "../connection/era.js";
import type { Auth } from "../auth/auth.js";
import { ConfigurationError } from "../errors/configuration-error.js";
import type { HandlerOptions } from "../handlers/handler-options.js";
import type { CallerLimits } from "../identity/callers.js";
import { checkSubject, type Subject } from "../identity/identify.js";
import type { LayerSettings } from "../layers/options.js";
import { host } from "../platform/host.js";
import { recordersOf } from "../recording/from-environment.js";
import type { SourceOptions } from "../transport/source-of-entry.js";
import type { ClientTarget } from "../transport/target.js";

/** Options of a client, whatever it connects to. */
export interface BaseClientOptions extends SourceOptions, LayerSettings {
  /** Name of the server in errors and events. Default: the label of the target. */
  readonly name?: string;
  /** Who the server is told that it talks to. Default: this package. */
  readonly clientInfo?: Implementation;
  /** Credentials for a server behind a URL: a bearer token, `"oauth"`, or the settings of a grant. They win over the config's. */
  readonly auth?: Auth;
  /**
   * For whom the requests are: the id of a user, or a function that answers it for every request. Tokens, kept answers, sessions and
   * cookies of one subject serve no other. Default: what the credentials of a request tell. Give it where credentials change while
   * the user stays, or where they do not tell users apart (your own `fetch`, an assertion that a function makes).
   */
  readonly subject?: Subject;
  /** How many identities keep a session, where credentials change from request to request, and for how long. */
  readonly identities?: Partial<CallerLimits>;
  /** Values of `${VAR}` references in a config. Default: the environment of the process. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** What answers the server, and what is told of its messages. Only what is here is declared to the server. */
  readonly handlers?: HandlerOptions;
  /** Capabilities to declare beside those that follow from the handlers. */
  readonly capabilities?: ClientCapabilities;
  /**
   * Revision of the protocol. Default: what the config says, or `"auto"`: 2026-07-28 where the server speaks it, else the
   * newest older one. An older revision such as `"2025-06-18"` is offered in the handshake.
   */
  readonly protocol?: ProtocolOption;
  /**
   * Era that the server is known to speak: it need not be asked. What turns out to be wrong costs one attempt more. Generated
   * clients know it.
   */
  readonly knownEra?: Era;
  /**
   * What the server answered to `server/discover` earlier, as `client.request("server/discover")` gives it: it is taken as it is, and
   * connecting sends nothing. It must come from the same server for the same credentials; one that is out of date shows with the first
   * request. Not used where an older revision is spoken.
   */
  readonly priorDiscover?: unknown;
  /**
   * Era to speak with a server that speaks both, as long as `protocol` is `"auto"`. Default `"modern"`. `"legacy"` suits servers that
   * ask nothing of their clients in the modern era, such as those of FastMCP 4.
   */
  readonly preferEra?: Era;
  /** Deadline of a request in milliseconds. Default 60,000. 0: none. */
  readonly timeoutMs?: number;
  /**
   * How long a handler of yours may take for one answer to the server (elicitation, sampling, roots) while the deadlines of calls
   * stand, in milliseconds. Default 600,000. After that, and with 0, they run on.
   */
  readonly answerTimeoutMs?: number;
  /** Deadline of a list, all pages, in milliseconds. Default 30,000. 0: none. */
  readonly listTimeoutMs?: number;
  /**
   * How long connecting may take, in milliseconds: start, negotiation, handshake. 0: no limit. Default 30,000, or 180,000 for
   * what may be installed first (`npx`, `uvx`, `docker run`, …); or `timeoutMs` where that is less.
   */
  readonly connectTimeoutMs?: number;
  /**
   * How long a server may stay silent when it is asked for 2026-07-28, until the older handshake is tried on a second connection
   * (or process) beside it, in milliseconds; never more than an eighth of `connectTimeoutMs`. An answer that comes later counts
   * all the same. Default: what the config says, or 5,000.
   */
  readonly probeTimeoutMs?: number;
  /** How long closing may take, in milliseconds; after that, whatever is left is let go. Default 5,000. */
  readonly disconnectTimeoutMs?: number;
  /** How often a server may ask for more input within one request (2026-07-28). Default 10. */
  readonly maxInputRounds?: number;
  /** `false`: `connect()` connects to nothing yet; the first request does, or `initialize()`. Default true. */
  readonly autoInitialize?: boolean;
  /**
   * What a server that forgot the session means: `"recover"` (default) opens a new one and repeats the request, which
   * the server refused; `"strict"` throws `SessionLostError`, because what the session held is gone.
   */
  readonly statefulSession?: "recover" | "strict";
  /** Further endpoints that serve the same: traffic is spread over all of them, as `balance` says. */
  readonly replicas?: readonly ClientTarget[];
  /**
   * The server's word that a tool only reads or may run twice (`readOnlyHint`, `idempotentHint`) is believed, so that such
   * calls are repeated when their outcome is unknown. Default false: hints are claims.
   */
  readonly trusted?: boolean;
}

/** Options that one server of several may have of its own. */
export type ServerOptions = Omit<BaseClientOptions, "name" | "autoInitialize">;

/** Options of a `Client`: those of every server, and what only matters to a client of a config. */
export interface MultiClientOptions extends Omit<BaseClientOptions, "auth"> {
  /** Credentials of the one server, or of several by name: `{ weather: "oauth", notes: token }`. They win over the config's. */
  readonly auth?: Auth | Readonly<Record<string, Auth>>;
  /** Options of single servers by name; they win over those for all, one by one. */
  readonly servers?: Readonly<Record<string, ServerOptions>>;
  /**
   * Whether names carry that of the server: `{server}_{tool}`, `proto://{server}/{path}`. `"auto"` (default): as soon as
   * there are two servers, and from then on. `"never"`: names are those of the servers, and must differ.
   */
  readonly prefix?: "auto" | "always" | "never";
  /**
   * What it means that one of several servers cannot be reached, or fails to list. `"skip"` (default): the others answer,
   * and a `diagnostic` event with code `SERVER_FAILED` says so; when all fail, that is an error. `"throw"`: an error.
   */
  readonly onServerError?: "skip" | "throw";
  /**
   * What two components by the same name mean: an error, or (`"first"`) that the first server's counts, with a
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

/** Where neither the call, nor the client, nor the config of the server says otherwise. */
export const DEFAULT_TIMEOUT_MS = 60_000;

/** Who a server is told that it talks to. A test keeps the version equal to that of the package. */
export const PACKAGE_INFO: Implementation = { name: "fmcp-codegen", version: "0.1.0" };

/** Fills in the defaults. @throws {ConfigurationError} for numbers that are no durations, and a subject that names nobody */
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

/** Timers hold 31 bits: more milliseconds would fire at once. */
export function checkDuration(key: string, value: number | undefined): void {
  if (value === undefined || (Number.isFinite(value) && value >= 0 && value < 2 ** 31)) return;
  throw new ConfigurationError(
    `${key}: ${show(value)} is not a valid duration. Give a number from 0 to 2147483647.`,
  );
}
