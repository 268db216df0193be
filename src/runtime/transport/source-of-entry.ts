import { type Endpoint, fieldsOf, type ServerEntry } from "../../shared/config/entry.js";
import { isJsonObject, type JsonObject } from "../../shared/json/json.js";
import type { DispatcherOptions, TlsOptions } from "./http/dispatcher-options.js";
import { HttpSource } from "./http/http-source.js";
import type { RemoteOptions } from "./http/remote.js";
import { SseSource } from "./http/sse-source.js";
import type { TransportSource } from "./transport-source.js";
import { type StdioOptions, StdioSource } from "./stdio/stdio-source.js";
import { WebSocketSource } from "./websocket/websocket-source.js";

/** Options for the transports of a config, in addition to the config itself. */
export interface SourceOptions {
  /** For servers that are programs: logs, limits, environment. An entry's own settings take precedence. */
  readonly stdio?: Omit<StdioOptions, "command" | "args" | "env" | "cwd">;
  /** For servers behind a URL. An entry's own settings take precedence. */
  readonly remote?: DispatcherOptions & Pick<RemoteOptions, "maxMessageBytes" | "maxBodyBytes" | "cookies">;
}

/**
 * Creates the source of a config entry, or of one of its replicas. Resolve its variables first (`resolveEntry`).
 *
 * @throws ConfigurationError
 */
export function sourceOfEntry(
  entry: Endpoint &
    Partial<Pick<ServerEntry, "keepAlive" | "maxMessageBytes" | "cookies" | "raw" | "fields">>,
  options: SourceOptions = {},
): TransportSource {
  const { maxMessageBytes, cookies } = entry;
  const bounds = maxMessageBytes !== undefined && { maxMessageBytes };
  if (entry.kind === "stdio") {
    const { command, args, env, envFile, cwd, inheritEnv, keepAlive } = entry;
    return new StdioSource({
      ...options.stdio,
      ...{ command, args, env },
      ...(envFile !== undefined && { envFile }),
      ...(cwd !== undefined && { cwd }),
      ...(inheritEnv !== undefined && { inheritEnv }),
      ...(entry.raw?.["launcherEnv"] === false && { launcherEnv: false }),
      ...(keepAlive !== undefined && { keepAlive }),
      ...bounds,
    });
  }
  const { url, headers, explicitKind } = entry;
  const remote = {
    ...options.remote,
    ...remoteSettings(entry.raw === undefined ? undefined : fieldsOf({ ...entry, raw: entry.raw })),
    ...bounds,
    ...(cookies !== undefined && { cookies }),
    url,
    headers,
  };
  if (entry.kind === "websocket") return new WebSocketSource(remote);
  if (entry.kind === "sse") return new SseSource(remote);
  return new HttpSource({ ...remote, fallbackToSse: !explicitKind });
}

/** Reads `tls` and `proxy` of an entry: fields of our own, which no other client reads. */
function remoteSettings(raw: JsonObject | undefined): DispatcherOptions {
  const { tls, proxy } = raw ?? {};
  return {
    ...(isJsonObject(tls) && { tls: tls as TlsOptions }),
    ...(typeof proxy === "string" && { proxy }),
  };
}
