import { show } from "../../shared/text/show.js";
import { ConfigurationError } from "../errors/configuration-error.js";
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

async function configOf(contract: ServerContract, options: ClientOptions) {
  const { parseConfig } = await import("../../shared/config/index.js");
  if (typeof options.config === "object") return parseConfig(options.config);
  const { loadConfigFile } = await import("../config/config-file.js");
  return loadConfigFile(options.config ?? (await besideCode(contract)));
}

/** Where the code says that the config is, from its own place. */
async function besideCode({ config, base, server }: ServerContract): Promise<string> {
  if (config === undefined || base === undefined) {
    throw new ConfigurationError(
      `The code for "${show(server)}" names no config. Give \`config\` or \`target\`.`,
      { server },
    );
  }
  const { fileURLToPath } = await import("node:url");
  return fileURLToPath(new URL(config, base));
}

function missing(key: string, where: string, known: readonly string[]): ConfigurationError {
  const others =
    known.length === 0 ? "It has none." : `It has ${known.map((name) => `"${show(name)}"`).join(", ")}.`;
  return new ConfigurationError(`No server "${show(key)}" in ${show(where)}. ${others}`, { server: key });
}
