import type { ParsedConfig } from "../../shared/config/entry.js";
import { show } from "../../shared/text/show.js";
import { ConfigurationError } from "../errors/configuration-error.js";
import { host } from "../platform/host.js";
import type { TargetServer } from "../transport/target.js";
import type { ServerContract } from "./contract.js";
import type { ClientOptions } from "./options.js";

/**
 * The server that generated code stands for, as its config has it now, `${VAR}` references resolved. Read when a client
 * connects, never at import.
 *
 * @throws {ConfigurationError} when the config cannot be read, or has no such server that could be used
 */
export async function resolveServer(contract: ServerContract, options: ClientOptions): Promise<TargetServer> {
  const { server: key } = contract;
  const { parseConfig } = await import("../../shared/config/index.js");
  const { serversOf } = await import("../transport/infer-target.js");
  const config =
    contract.entry !== undefined && options.config === undefined
      ? parseConfig({ mcpServers: { [key]: contract.entry } })
      : await configOf(contract, options);
  const where = config.path ?? "the config";
  const servers = config.servers.filter((entry) => entry.key === key);
  const faults = config.faults.filter(({ server, pointer }) => server === key || pointer === "");
  if (servers.length === 0 && faults.length === 0)
    throw missing(
      key,
      where,
      config.servers.map((entry) => entry.key),
    );
  if (servers[0]?.disabled === true) {
    throw new ConfigurationError(
      `Server "${show(key)}" is disabled in ${show(where)}. Enable it, or do not call it.`,
      { server: key },
    );
  }
  // Faults of other servers are none of this one's business.
  const [found] = serversOf({ ...config, servers, faults }, options);
  return found as TargetServer;
}

async function configOf(contract: ServerContract, options: ClientOptions): Promise<ParsedConfig> {
  const { parseConfig } = await import("../../shared/config/index.js");
  if (typeof options.config === "object") return parseConfig(options.config);
  const { loadConfigFile } = await import("../config/config-file.js");
  if (options.config !== undefined) return loadConfigFile(options.config);
  const { config, path } = await besideCode(contract);
  const { server } = contract;
  return loadConfigFile(path).catch((cause: unknown) => {
    const said = cause instanceof Error ? cause.message : show(cause);
    const message = `${said} The code for "${show(server)}" looks for it at "${show(config)}" from its own place: ${MOVED}`;
    throw new ConfigurationError(message, { server, cause });
  });
}

/** What to do where code no longer knows where its config is. */
const MOVED =
  "if that changed, as in a bundle, give `config`, or generate with --inline-config, which needs no file.";

/** Where the code says that the config is, from its own place. */
async function besideCode({
  config,
  base,
  server,
}: ServerContract): Promise<{ readonly config: string; readonly path: string }> {
  if (config === undefined) {
    throw new ConfigurationError(
      `The code for "${show(server)}" names no config. Give \`config\` or \`target\`.`,
      { server },
    );
  }
  // what `import.meta.url` becomes where a bundler makes CommonJS of it
  if (base === undefined) {
    const message = `The code for "${show(server)}" does not know its own place, from which its config is "${show(config)}": ${MOVED}`;
    throw new ConfigurationError(message, { server });
  }
  return { config, path: host.pathOf(new URL(config, base)) };
}

function missing(key: string, where: string, known: readonly string[]): ConfigurationError {
  const others =
    known.length === 0 ? "It has none." : `It has ${known.map((name) => `"${show(name)}"`).join(", ")}.`;
  return new ConfigurationError(`No server "${show(key)}" in ${show(where)}. ${others}`, { server: key });
}
