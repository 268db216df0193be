import { isJsonObject, type Json, type JsonObject } from "../json/json.js";
import { fits } from "../text/fits.js";

/**
 * Names of servers that `deniedMcpServers` and `allowedMcpServers` in settings of Claude Code keep from starting. The lists of
 * all files count together; a denial wins (https://code.claude.com/docs/en/managed-mcp).
 */
export function barredServers(servers: JsonObject, settings: readonly JsonObject[]): readonly string[] {
  const lists = (name: string): readonly Json[][] =>
    settings.flatMap((each) => (Array.isArray(each[name]) ? [each[name] as Json[]] : []));
  const denied = lists("deniedMcpServers").flat().filter(isJsonObject);
  const allowing = lists("allowedMcpServers");
  const allowed = allowing.flat().filter(isJsonObject);
  return Object.entries(servers)
    .filter(([name, entry]) => {
      const server = isJsonObject(entry) ? entry : {};
      if (denied.some((rule) => isAbout(rule, name, server))) return true;
      // A list that is there and empty allows nothing.
      return allowing.length > 0 && !isAllowed(allowed, name, server);
    })
    .map(([name]) => name);
}

/** Where commands, or addresses, are listed, the name of a server of that kind does not count. */
function isAllowed(rules: readonly JsonObject[], name: string, server: JsonObject): boolean {
  const field = "command" in server ? "serverCommand" : "serverUrl";
  const exact = rules.filter((rule) => field in rule);
  return (exact.length > 0 ? exact : rules).some((rule) => isAbout(rule, name, server));
}

function isAbout(
  { serverName, serverCommand, serverUrl }: JsonObject,
  name: string,
  { command, args, url }: JsonObject,
): boolean {
  if (serverName !== undefined) return serverName === name;
  if (Array.isArray(serverCommand)) {
    const words = [command, ...(Array.isArray(args) ? (args as readonly Json[]) : [])];
    return JSON.stringify(words) === JSON.stringify(serverCommand);
  }
  return typeof serverUrl === "string" && typeof url === "string" && fits(serverUrl, url);
}
