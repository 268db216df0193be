import type { Endpoint, StdioEndpoint } from "../../shared/config/entry.js";
import { wordsOf } from "../../shared/config/entry-fields/command-words.js";
import { host } from "../platform/host.js";

/**
 * Makes the paths of an endpoint absolute, so that it starts from any working directory. `cwd` (default: `folder` itself),
 * `envFile` and a `command` with a separator are relative to `folder`. Arguments are relative to the working directory of the
 * process, unless an argument names a file that exists only in `folder`.
 *
 * @param folder the folder of the config: `ServerEntry.folder`; if absent, the endpoint is unchanged
 */
export function placedEndpoint<T extends Endpoint>(
  endpoint: T,
  folder: string | undefined,
  platform: string = host.platform,
): T {
  if (endpoint.kind !== "stdio") return endpoint;
  const portable: StdioEndpoint = { ...(endpoint as StdioEndpoint), ...portableCommand(endpoint, platform) };
  if (folder === undefined) return { ...endpoint, ...portable };
  const { command, args, cwd: written, envFile } = portable;
  const cwd = host.resolve(folder, written ?? ".");
  const program = /[\\/]/.test(command) ? fileIn([cwd, folder], command) : undefined;
  const paths: Partial<StdioEndpoint> = {
    cwd,
    ...(envFile !== undefined && { envFile: host.resolve(folder, envFile) }),
    ...(program !== undefined && { command: program }),
    ...(cwd !== host.resolve(folder) && { args: args.map((arg) => fileElsewhere(arg, cwd, folder) ?? arg) }),
  };
  return { ...endpoint, ...portable, ...paths };
}

/**
 * Translates a Windows config for other platforms: `cmd /c npx …`, also with more switches or with the command in one text, and
 * `npx.cmd …` become `npx …`. A batch file keeps its name, since nothing else can run it.
 */
function portableCommand(
  { command, args }: StdioEndpoint,
  platform: string,
): Pick<StdioEndpoint, "command" | "args"> {
  if (platform === "win32") return { command, args };
  const [program, ...rest] = /^cmd(?:\.exe)?$/i.test(command) ? afterSwitches(args) : [];
  if (program !== undefined)
    return portableCommand({ kind: "stdio", command: program, args: rest, env: {} }, platform);
  return { command: command.replace(/^([\w-]+)\.(?:cmd|exe)$/i, "$1"), args };
}

/** The words that `cmd` runs: those after `/c` and the switches before it. */
function afterSwitches(args: readonly string[]): readonly string[] {
  const first = args.findIndex((arg) => !/^\/[a-z](?::\w+)?$/i.test(arg));
  if (first < 1 || !/^\/c$/i.test(args[first - 1]!)) return [];
  const [line = "", ...rest] = args.slice(first);
  return rest.length === 0 && /\s/.test(line.trim()) ? wordsOf(line) : [line, ...rest];
}

/** Resolves a relative path in the first of `folders` that has the file, else in the last. */
function fileIn(folders: readonly string[], path: string): string | undefined {
  if (host.isAbsolute(path) || /^[A-Za-z]:[\\/]/.test(path)) return undefined;
  const paths = folders.map((folder) => host.resolve(folder, path));
  return paths.find((each) => host.look(each) !== undefined) ?? paths.at(-1);
}

function fileElsewhere(arg: string, cwd: string, folder: string): string | undefined {
  if (arg.startsWith("-") || host.isAbsolute(arg) || !/[\\/.]/.test(arg)) return undefined;
  const path = host.resolve(folder, arg);
  return host.look(host.resolve(cwd, arg)) === undefined && host.look(path) !== undefined ? path : undefined;
}
