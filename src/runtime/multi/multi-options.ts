import type { Auth } from "../auth/auth.js";
import {
  type BaseClientOptions,
  type MultiClientOptions,
  resolveOptions,
} from "../backend/backend-options.js";
import { toClientHandlers } from "../handlers/to-client-handlers.js";
import { definedSettings, layerOptions } from "../layers/layer-options.js";
import { ConfigurationError } from "../errors/configuration-error.js";
import { show } from "../../shared/text/show.js";

/** Rejects options that fit no server, before a config is read. @throws {ConfigurationError} */
export function checkOptions(options: MultiClientOptions, name: string): void {
  const { retry, cache, queue, hedge, balance, interceptors, handlers } = resolveOptions(
    options as BaseClientOptions,
  );
  layerOptions(definedSettings({ retry, cache, queue, hedge, balance, interceptors }));
  toClientHandlers(handlers, () => undefined, name);
}

/** Returns the options for the client of one of the servers. `alone`: it is the only one. @throws {ConfigurationError} */
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
      "`auth` does not say which server it is for. Give `auth: { name: … }`, so that no server gets the credentials of another.",
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

/** @throws {ConfigurationError} for options of unknown servers */
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
        `\`${option}\` names "${show(name)}", which is not a server. The servers are ${known}.`,
        {
          server: name,
        },
      );
    }
  }
}

/** Tells credentials by server name from credentials: the latter are an object with a `type`, or with methods. */
function isByServer(auth: MultiClientOptions["auth"]): auth is Readonly<Record<string, Auth>> {
  if (typeof auth !== "object" || Object.getPrototypeOf(auth) !== Object.prototype) return false;
  const { type, token, tokens } = auth as Readonly<Record<string, unknown>>;
  return typeof type !== "string" && typeof token !== "function" && typeof tokens !== "function";
}

function ownMember<T>(record: Readonly<Record<string, T>> | undefined, name: string): T | undefined {
  return record !== undefined && Object.hasOwn(record, name) ? record[name] : undefined;
}
