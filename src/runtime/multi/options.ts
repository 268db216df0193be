import type { Auth } from "../auth/auth.js";
import type { BaseClientOptions } from "../backend/options.js";
import { ConfigurationError } from "../errors/configuration-error.js";
import { show } from "../../shared/text/show.js";

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

/** The options of the client of one of the servers. `alone`: it is the only one. @throws {ConfigurationError} */
export function optionsOf(name: string, options: MultiClientOptions, alone: boolean): BaseClientOptions {
  const { auth, servers, prefix: _p, onServerError: _e, onCollision: _c, replicas, ...shared } = options;
  if (replicas !== undefined && !alone)
    throw new ConfigurationError(
      "`replicas` are endpoints of one server. Write them into its entry of the config, or give `servers: { name: { replicas } }`.",
    );
  const own = ownMember(servers, name);
  const credentials = own?.auth ?? (isByServer(auth) ? ownMember(auth, name) : auth);
  if (credentials !== undefined && own?.auth === undefined && !isByServer(auth) && !alone)
    throw new ConfigurationError(
      "`auth` does not say for which of the servers it is. Give `auth: { name: … }`, so that no server gets the credentials of another.",
    );
  return {
    ...shared,
    ...(replicas !== undefined && { replicas }),
    ...own,
    ...(credentials !== undefined && { auth: credentials }),
    name,
    autoInitialize: false,
  };
}

/** @throws {ConfigurationError} for options of servers that there are not */
export function checkNames(options: MultiClientOptions, names: readonly string[]): void {
  const { auth, servers } = options;
  for (const [option, record] of [
    ["auth", isByServer(auth) ? auth : {}] as const,
    ["servers", servers ?? {}] as const,
  ]) {
    for (const name of Object.keys(record)) {
      if (names.includes(name)) continue;
      const known = names.map((each) => `"${show(each)}"`).join(", ");
      throw new ConfigurationError(
        `\`${option}\` names "${show(name)}", which is no server. There are ${known}.`,
        {
          server: name,
        },
      );
    }
  }
}

/** Credentials by server, as opposed to credentials: those are an object with a `type`, or with methods. */
function isByServer(auth: MultiClientOptions["auth"]): auth is Readonly<Record<string, Auth>> {
  if (typeof auth !== "object" || Object.getPrototypeOf(auth) !== Object.prototype) return false;
  const { type, token, tokens } = auth as Readonly<Record<string, unknown>>;
  return typeof type !== "string" && typeof token !== "function" && typeof tokens !== "function";
}

function ownMember<T>(record: Readonly<Record<string, T>> | undefined, name: string): T | undefined {
  return record !== undefined && Object.hasOwn(record, name) ? record[name] : undefined;
}
