import type { Endpoint, ParsedConfig, ServerEntry } from "../../shared/config/entry.js";
import type { ConfigFault } from "../../shared/config/fault.js";
import type { InterpolationContext } from "../../shared/config/interpolate.js";
import { parseConfig } from "../../shared/config/parse-config.js";
import { resolveEntry } from "../../shared/config/resolve-entry.js";
import { loadConfigFile } from "../config/config-file.js";
import { describeFaults } from "../config/describe-faults.js";
import { placedEndpoint } from "../config/placed-endpoint.js";
import { ConfigurationError } from "../errors/configuration-error.js";
import { host } from "../platform/host.js";
import { shapeOfTarget } from "./infer-source.js";
import { sourceOfEntry, type SourceOptions } from "./source-of-entry.js";
import type { ClientTarget, InferredTarget, TargetServer } from "./client-target.js";

/** Options of the inference of a transport. */
export interface InferOptions extends SourceOptions {
  /** Values for `${VAR}` in a config. Default: the environment of this process. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Called for entries that cannot be used, if others can. Default: faults are thrown. */
  readonly onFault?: (fault: ConfigFault) => void;
}

/**
 * Determines the server or servers of a target, without connecting. A config with one server counts as that server.
 *
 * @throws ConfigurationError the target is invalid, a config has no usable server, or there is a fault and no `onFault`
 */
export async function inferTarget(target: ClientTarget, options: InferOptions = {}): Promise<InferredTarget> {
  const shape = shapeOfTarget(target, options);
  if (shape.type === "source") {
    const { source, auth } = shape;
    return { type: "single", source, ...(auth !== undefined && { auth }) };
  }
  const config = shape.type === "configFile" ? await loadConfigFile(shape.path) : asParsed(shape.value);
  const servers = serversOf(config, options);
  const [first, ...others] = servers;
  return first !== undefined && others.length === 0
    ? { type: "single", ...first }
    : { type: "servers", servers };
}

/** Returns the sources of all enabled servers of a config, with their variables resolved. @throws ConfigurationError */
export function serversOf(
  config: ParsedConfig,
  options: InferOptions = {},
): readonly (TargetServer & { readonly key: string })[] {
  const faults: ConfigFault[] = [...config.faults];
  const enabled = config.servers.filter((entry) => !entry.disabled);
  const servers = enabled.flatMap((entry) => {
    const { entry: resolved, faults: more } = resolveEntry(entry, contextOf(entry.folder, options));
    faults.push(...more);
    return resolved === undefined
      ? []
      : [{ ...serverOf(resolved, options), ...warningsOf(entry.key, config) }];
  });
  if (faults.length > 0 && (options.onFault === undefined || servers.length === 0)) {
    throw new ConfigurationError(describeFaults(faults, config.path), { server: faults[0]?.server });
  }
  for (const fault of faults) options.onFault?.(fault);
  if (servers.length === 0)
    throw new ConfigurationError("No MCP servers defined in the config: every one is disabled. Enable one.");
  return servers;
}

function serverOf(resolved: ServerEntry, options: InferOptions): TargetServer & { readonly key: string } {
  const { replicas } = resolved;
  const placed = <T extends Endpoint>(endpoint: T): T =>
    withFolder(placedEndpoint(endpoint, resolved.folder), resolved);
  const entry = {
    ...placed(resolved),
    ...(replicas !== undefined && { replicas: replicas.map(placed) }),
  };
  const auth = entry.kind === "stdio" ? undefined : entry.auth;
  return {
    key: entry.key,
    source: sourceOfEntry(entry, options),
    entry,
    ...(auth !== undefined && { auth }),
  };
}

/** Adds the variable in which the client of the config tells a program the folder, unless the entry sets it itself. */
function withFolder<T extends Endpoint>(endpoint: T, { folder, folderVariable }: ServerEntry): T {
  if (endpoint.kind !== "stdio" || folderVariable === undefined || folderVariable in endpoint.env)
    return endpoint;
  const path = folder === undefined ? host.cwd() : host.resolve(folder);
  return {
    ...endpoint,
    env: Object.assign(Object.create(null), endpoint.env, { [folderVariable]: path }) as object,
  };
}

function warningsOf(key: string, { warnings = [], path }: ParsedConfig): Pick<TargetServer, "warnings"> {
  const own = warnings.filter(({ server }) => server === key);
  return own.length === 0 ? {} : { warnings: own.map((warning) => describeFaults([warning], path)) };
}

function contextOf(folder: string | undefined, options: InferOptions): InterpolationContext {
  return {
    env: options.env ?? host.env,
    workspaceFolder: folder === undefined ? host.cwd() : host.resolve(folder),
    readFile: (path) => host.read(host.resolve(folder ?? ".", path.replace(/^~(?=[\\/])/, host.home))),
    get userHome() {
      return host.home();
    },
    pathSeparator: host.separator,
  };
}

function asParsed(value: unknown): ParsedConfig {
  const { servers, faults, rejected } = value as Partial<ParsedConfig>;
  return Array.isArray(servers) && Array.isArray(faults) && rejected !== undefined
    ? (value as ParsedConfig)
    : parseConfig(value);
}
