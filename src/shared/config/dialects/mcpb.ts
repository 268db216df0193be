import { isJsonObject, type Json, type JsonObject } from "../../json/json.js";
import { type Dialect, LeftOut } from "./dialect.js";

/** The manifest of an MCP bundle (`.mcpb`, formerly `.dxt`): one server, started in the bundle's folder. */
export const mcpb: Dialect = {
  id: "mcpb",
  title: "MCP bundle",
  docs: "https://github.com/modelcontextprotocol/mcpb/blob/main/MANIFEST.md",
  project: ["manifest.json"],
  home: [],
  shape: (document) =>
    isJsonObject(document["server"]) && ("manifest_version" in document || "dxt_version" in document),
  servers(document, platform) {
    const { name, server, compatibility } = document;
    const key = typeof name === "string" ? name : "bundle";
    const config = commandOf(isJsonObject(server) ? server : {});
    if (config === undefined) {
      const hint = 'Add "mcp_config": { "command": …, "args": [ … ] } to "server".';
      return [[key, new LeftOut('Its manifest has no "server.mcp_config".', hint)]];
    }
    const platforms = isJsonObject(compatibility) ? compatibility["platforms"] : undefined;
    if (Array.isArray(platforms) && platforms.length > 0 && !platforms.includes(platform)) {
      const hint = "Use it there, or look for a build for this system.";
      return [[key, new LeftOut(`It runs on ${platforms.join(", ")} only, and this is ${platform}.`, hint)]];
    }
    return [[key, withOverrides(config, platform)]];
  },
};

/** Returns the command that starts it, which a server of type `uv` may omit. */
function commandOf({ mcp_config: config, type, entry_point: script }: JsonObject): JsonObject | undefined {
  if (isJsonObject(config)) return config;
  if (type !== "uv" || typeof script !== "string") return undefined;
  return { command: "uv", args: ["run", "--directory", "${__dirname}", script] };
}

function withOverrides({ platform_overrides: overrides, ...config }: JsonObject, platform: string): Json {
  const own = isJsonObject(overrides) ? overrides[platform] : undefined;
  return isJsonObject(own) ? { ...config, ...own } : config;
}

/** Returns what a bundle asks its user for: `${user_config.key}`. */
export function userConfigOf(document: JsonObject): readonly (readonly [string, JsonObject])[] {
  const { user_config: fields } = document;
  if (!isJsonObject(fields)) return [];
  return Object.entries(fields).flatMap(([key, field]) =>
    isJsonObject(field) ? [[key, field] as const] : [],
  );
}
