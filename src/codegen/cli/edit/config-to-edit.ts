import { join, resolve } from "node:path";
import { findServers } from "../../config/find-servers.js";
import { readConfigFile } from "../../config/json-file.js";
import { ConfigNotFoundError } from "../../config/usage-error.js";

/** A config to be changed. */
export interface ConfigToEdit {
  /** Absolute. */
  readonly path: string;
  /** Empty if the file does not exist yet. */
  readonly text: string;
}

/**
 * Finds the config that was named, else the nearest one, else `mcp.json` in `cwd`. @throws
 * {ConfigUnreadableError}
 */
export async function configToEdit(named: string | undefined, cwd: string): Promise<ConfigToEdit> {
  const path = named === undefined ? await nearest(cwd) : resolve(cwd, named);
  const text = await readConfigFile(path, "").catch((error: unknown) => {
    if (error instanceof ConfigNotFoundError) return "";
    throw error;
  });
  return { path, text };
}

async function nearest(cwd: string): Promise<string> {
  const [first] = (await findServers(cwd)).found;
  return first?.path ?? join(cwd, "mcp.json");
}
