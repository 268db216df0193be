import { show } from "../../shared/text/show.js";
import { didYouMean } from "../../shared/text/suggest.js";
import type { HandlerOptions } from "../handlers/handler-options.js";
import { ConfigurationError } from "../errors/configuration-error.js";
import type { BaseClientOptions, MultiClientOptions, ServerOptions } from "./backend-options.js";

const OF_A_SERVER: Readonly<Record<keyof ServerOptions, true>> = {
  ...{ stdio: true, remote: true, env: true },
  ...{ retry: true, cache: true, queue: true, hedge: true, balance: true, interceptors: true },
  ...{
    clientInfo: true,
    auth: true,
    subject: true,
    identities: true,
    handlers: true,
    capabilities: true,
    extensions: true,
  },
  ...{ protocol: true, knownEra: true, priorDiscover: true, preferEra: true, statefulSession: true },
  ...{ timeoutMs: true, answerTimeoutMs: true, listTimeoutMs: true, connectTimeoutMs: true },
  ...{ probeTimeoutMs: true, disconnectTimeoutMs: true, maxInputRounds: true },
  ...{ replicas: true, trusted: true },
};

const OF_A_CLIENT: Readonly<Record<keyof MultiClientOptions | keyof BaseClientOptions, true>> = {
  ...OF_A_SERVER,
  ...{ name: true, autoInitialize: true },
  ...{ servers: true, prefix: true, onServerError: true, onCollision: true },
};

const HANDLERS: Readonly<Record<keyof HandlerOptions, true>> = {
  ...{ onLog: true, onProgress: true, onMessage: true },
  ...{ sampling: true, elicitation: true, roots: true },
};

/**
 * Returns the options of a client, which may have no unknown ones, nor may those of single servers: a misspelled deadline would
 * be none.
 *
 * @throws {ConfigurationError} naming the option, and what was probably meant
 */
export function knownOptions(options: MultiClientOptions): MultiClientOptions {
  check(options, OF_A_CLIENT, "options");
  if (options.servers !== undefined && !isOptions(options.servers)) throw new ConfigurationError(SERVERS);
  for (const [name, own] of Object.entries(options.servers ?? {})) {
    if (!isOptions(own)) throw new ConfigurationError(SERVERS);
    check(own, OF_A_SERVER, `options.servers.${show(name)}`);
  }
  return options;
}

const SERVERS =
  "options.servers must be an object of options by server name, such as { github: { retry: false } }. The servers themselves are in the config, the first argument of the client.";

function isOptions(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function check(options: object, known: Readonly<Record<string, true>>, path: string): void {
  const unknown = Object.entries(options).find(
    ([name, value]) => value !== undefined && !Object.hasOwn(known, name),
  )?.[0];
  if (unknown === undefined) return;
  if (Object.hasOwn(HANDLERS, unknown))
    throw new ConfigurationError(
      `Unknown option ${path}.${unknown}. It is a handler: write { handlers: { ${unknown}: … } }.`,
    );
  throw new ConfigurationError(
    `Unknown option ${path}.${show(unknown)}.${didYouMean(unknown, Object.keys(known))} Correct or remove it.`,
  );
}
