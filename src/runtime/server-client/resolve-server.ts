import type { ParsedConfig } from "../../shared/config/entry.js";
import { show } from "../../shared/text/show.js";
import { ConfigurationError } from "../errors/configuration-error.js";
import { host } from "../platform/host.js";
import type { TargetServer } from "../transport/client-target.js";
import type { ServerContract } from "./contract.js";
import { findConfig, homeFolder } from "./find-config.js";
import { programOptions } from "./configure.js";
import type { ClientOptions } from "./server-client-options.js";

/**
 * Resolves the server of generated code, as its config defines it now, including `${VAR}` references. Runs when a client
 * connects, never at import.
 *
 * @throws {ConfigurationError} when the config cannot be read, or has no such usable server
 */
export async function resolveServer(contract: ServerContract, options: ClientOptions): Promise<TargetServer> {
  const { server: key } = contract;
  const { serversOf } = await import("../transport/infer-target.js");
  const config = await configOf(contract, options);
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
      `Server "${show(key)}" is disabled in ${show(where)}. Enable it to call it.`,
      { server: key },
    );
  }
  // Faults of other servers do not matter here.
  const [found] = serversOf({ ...config, servers, faults }, options);
  return found as TargetServer;
}

async function configOf(contract: ServerContract, options: ClientOptions): Promise<ParsedConfig> {
  const [{ parseConfig }, { startFolderOf }] = await Promise.all([
    import("../../shared/config/parse-config.js"),
    import("../../shared/config/start-folder.js"),
  ]);
  const { entry, server } = contract;
  const folder = entry && homeFolder(contract, (path) => startFolderOf(path, { userHome: host.home() }));
  const inline = entry && withFolder(parseConfig({ mcpServers: { [server]: entry } }), folder);
  const given = options.config ?? programOptions().config ?? host.env["FMCP_CONFIG"];
  if (typeof given === "object") {
    const config = parseConfig(given);
    return inline === undefined || options.config !== undefined || names(config, server) ? config : inline;
  }
  if (given === undefined && inline !== undefined) return inline;
  const { loadConfigFile } = await import("../config/config-file.js");
  const config = await loadConfigFile(given || findConfig(contract));
  // the program's config need not contain a server whose entry is in the code itself
  return inline === undefined || options.config !== undefined || names(config, server) ? config : inline;
}

function withFolder(config: ParsedConfig, folder: string | undefined): ParsedConfig {
  if (folder === undefined) return config;
  return { ...config, servers: config.servers.map((entry) => ({ folder, ...entry })) };
}

function names({ servers, faults }: ParsedConfig, key: string): boolean {
  return servers.some((entry) => entry.key === key) || faults.some(({ server }) => server === key);
}

function missing(key: string, where: string, known: readonly string[]): ConfigurationError {
  const others =
    known.length === 0 ? "It has none." : `It has ${known.map((name) => `"${show(name)}"`).join(", ")}.`;
  return new ConfigurationError(`No server "${show(key)}" in ${show(where)}. ${others}`, { server: key });
}
