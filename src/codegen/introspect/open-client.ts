import { isJsonObject } from "../../shared/json/json.js";
import { Redactor } from "../../shared/secrets/index.js";
import type { ServerEntry } from "../../shared/config/index.js";
import { Client } from "fmcp-runtime";
import { LazyTarget, startHints, type TargetServer } from "fmcp-runtime/internal";
import type { BaseClientOptions, HandlerOptions } from "fmcp-runtime";
import { serversOf } from "fmcp-runtime/internal";
import type { IntrospectOptions } from "./introspect-options.js";

/** How long a server may take to exit at the end of its input: it was only asked for lists and has nothing to finish. */
const GRACE_MS = 700;

/** A client, and what is known of its server while that does not answer. */
export interface OpenedClient {
  readonly client: Client;
  /** What the server wrote so far, and what it was not given, as sentences to append to an error. */
  readonly hints: () => string;
  /** Secrets that came up so far and are not in the config: tokens, and what they were obtained with. */
  readonly obtained: () => readonly string[];
}

/** How a client is opened. Without `timeoutMs`, connecting may take as long as the runtime allows. */
export interface OpenOptions extends IntrospectOptions {
  readonly interceptors?: BaseClientOptions["interceptors"];
  /** Receives the program that may install the server, before it starts. */
  readonly onInstaller?: (installer: string) => void;
}

/**
 * Creates a client for one entry of a config; variables are looked up when it connects. The server's process ends with the
 * client, its standard error is not shown (an error quotes the end of it), and no login is started: `login` is for
 * that.
 */
export function openClient(entry: ServerEntry, handlers: HandlerOptions, options: OpenOptions): OpenedClient {
  const { env, configPath, timeoutMs, interceptors = [], onEvent } = options;
  const config = {
    ...(configPath !== undefined && { path: configPath }),
    servers: [{ ...entry, disabled: false, keepAlive: false }],
    faults: [],
    rejected: {},
    rest: {},
  };
  let hints = (): string => "";
  const obtained = new Redactor();
  const resolve = async (): Promise<TargetServer> => {
    const [server] = serversOf(config, {
      ...(env !== undefined && { env }),
      stdio: { stderr: "ignore", keepAlive: false, graceMs: GRACE_MS },
    });
    if (server === undefined) throw new RangeError("unreachable: an entry is a server or a fault");
    const { source } = server;
    hints = () => startHints(source);
    if (source.installer !== undefined) options.onInstaller?.(source.installer);
    return { ...server, ...(server.auth !== undefined && { auth: withoutPeople(server.auth) }) };
  };
  const target = new LazyTarget(entry.key, resolve, (secrets) => obtained.add(...secrets));
  const client = new Client(target, {
    name: entry.key,
    handlers,
    interceptors,
    timeoutMs: 0,
    listTimeoutMs: 0,
    ...(timeoutMs !== undefined && { connectTimeoutMs: timeoutMs }),
  });
  client.on("diagnostic", ({ code, message }) => {
    if (code === "INSTALLING") onEvent?.({ type: "server-installing", server: entry.key, message });
  });
  return { client, hints: () => hints(), obtained: () => obtained.learned };
}

/** Restricts OAuth to stored tokens: a generator opens no browser. */
function withoutPeople(auth: unknown): unknown {
  if (auth === "oauth") return { type: "oauth", interactive: false };
  return isJsonObject(auth) && auth["type"] === "oauth" ? { ...auth, interactive: false } : auth;
}
