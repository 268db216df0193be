import { parseConfig, type ServerEntry } from "../../../shared/config/index.js";
import { show } from "../../../shared/text/show.js";
import type { Terminal } from "../terminal.js";
import { loadServers, type LoadedServers } from "../../config/load-servers.js";
import { didYouMean } from "../../../shared/text/suggest.js";
import { FilterMatchesNothingError } from "../../config/usage-error.js";

/** What surrounds a command. */
export interface LoginContext {
  readonly terminal: Terminal;
  /** Names of all commands, since a path that does not exist may be a mistyped command. */
  readonly commands: readonly string[];
}

/** An entry and the config that contains it. */
export interface NamedEntry {
  readonly entry: ServerEntry;
  /** Absent if it was given as a URL. */
  readonly configPath?: string;
}

/** Reads the config in the same way as every other command. @throws UsageError */
export function configOf(config: string | undefined, context: LoginContext): Promise<LoadedServers> {
  const { cwd } = context.terminal;
  return loadServers(config, { cwd, commands: context.commands, passing: true });
}

/** Finds the server that the user means: a name in the config, or a URL. @throws UsageError */
export async function namedEntry(
  name: string,
  config: string | undefined,
  context: LoginContext,
): Promise<NamedEntry> {
  if (/^(https?|wss?):\/\//i.test(name)) {
    const [entry] = parseConfig({ mcpServers: { [name]: { url: name } } }).servers;
    if (entry !== undefined) return { entry };
  }
  const { path, config: parsed } = await configOf(config, context);
  const entry = parsed.servers.find(({ key }) => key === name);
  if (entry !== undefined) return { entry, configPath: path };
  const known = parsed.servers.map(({ key }) => key);
  throw new FilterMatchesNothingError(
    `${show(path, 1_000)} has no server "${show(name)}".${didYouMean(name, known)}`,
    `It has ${known.map((key) => show(key)).join(", ")}.`,
  );
}
