import { homedir } from "node:os";
import { join } from "node:path";

/** Returns the default folder for this user's tokens. */
export function defaultTokenFolder(
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
  home: string = homedir(),
): string {
  return join(dataFolder(env, platform, home), "fmcp-codegen", "tokens");
}

function dataFolder(env: NodeJS.ProcessEnv, platform: NodeJS.Platform, home: string): string {
  if (env["XDG_DATA_HOME"]) return env["XDG_DATA_HOME"];
  if (platform === "darwin") return join(home, "Library", "Application Support");
  if (platform === "win32") return env["LOCALAPPDATA"] ?? join(home, "AppData", "Local");
  return join(home, ".local", "share");
}
