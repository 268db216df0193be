import { existsSync } from "node:fs";
import { isAbsolute, resolve } from "node:path";
import type { Endpoint, StdioEndpoint } from "../../shared/config/entry.js";

/**
 * An endpoint of a config file with its paths absolute, so that it starts from anywhere: `cwd` (by default `folder`
 * itself), `envFile` and a `command` with a separator count from `folder`. Arguments count from the working directory that
 * the process gets; one that names a file in `folder` and none there becomes absolute.
 *
 * @param folder where the config is at home: `ServerEntry.folder`; absent: the endpoint stays as it is
 */
export function placedEndpoint<T extends Endpoint>(endpoint: T, folder: string | undefined): T {
  if (folder === undefined || endpoint.kind !== "stdio") return endpoint;
  const { command, args, cwd: written, envFile } = endpoint;
  const cwd = resolve(folder, written ?? ".");
  const program = /[\\/]/.test(command) ? fileIn([cwd, folder], command) : undefined;
  const paths: Partial<StdioEndpoint> = {
    cwd,
    ...(envFile !== undefined && { envFile: resolve(folder, envFile) }),
    ...(program !== undefined && { command: program }),
    ...(cwd !== resolve(folder) && { args: args.map((arg) => fileElsewhere(arg, cwd, folder) ?? arg) }),
  };
  return { ...endpoint, ...paths };
}

/** A relative path in the first of `folders` that has such a file, else in the last. */
function fileIn(folders: readonly string[], path: string): string | undefined {
  if (isAbsolute(path)) return undefined;
  const paths = folders.map((folder) => resolve(folder, path));
  return paths.find((each) => existsSync(each)) ?? paths.at(-1);
}

function fileElsewhere(arg: string, cwd: string, folder: string): string | undefined {
  if (arg.startsWith("-") || isAbsolute(arg) || !/[\\/.]/.test(arg)) return undefined;
  const path = resolve(folder, arg);
  return !existsSync(resolve(cwd, arg)) && existsSync(path) ? path : undefined;
}
