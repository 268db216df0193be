import { isJsonObject, type Json, type JsonObject } from "../../json/json.js";
import type { Dialect } from "./dialect.js";

export const claudeDesktop: Dialect = {
  id: "claude-desktop",
  title: "Claude Desktop",
  docs: "https://modelcontextprotocol.io/docs/develop/connect-local-servers",
  project: ["claude_desktop_config.json"],
  home: [
    "Library/Application Support/Claude/claude_desktop_config.json",
    "AppData/Roaming/Claude/claude_desktop_config.json",
    ".config/Claude/claude_desktop_config.json",
  ],
  timeout: "milliseconds",
  replaces: [{ forms: [], source: "modelcontextprotocol/servers#1039" }],
  rewrite(entry, { note }) {
    if (typeof entry["url"] === "string" && entry["command"] === undefined) {
      const hint =
        "Add it to Claude Desktop as a connector, or start it there by a command: npx -y mcp-remote URL.";
      note("url", "fmcp-codegen uses it; Claude Desktop takes only commands from this file.", hint);
    }
    return entry;
  },
};

export const claudeCode: Dialect = {
  id: "claude-code",
  title: "Claude Code",
  docs: "https://code.claude.com/docs/en/mcp",
  project: [".mcp.json", ".claude-plugin/plugin.json"],
  home: [".claude.json"],
  // Where Claude Code itself was started (anthropics/claude-code#75266).
  startsIn: "project",
  // "Claude Code sets `CLAUDE_PROJECT_DIR` in the spawned server's environment to the project root" (its page on MCP).
  folderVariable: "CLAUDE_PROJECT_DIR",
  markers: ["headersHelper", "alwaysLoad"],
  shape: (document) => isJsonObject(document["projects"]) && "numStartups" in document,
  // Claude Code accepts no value below 1,000, which `either` reads as seconds, with a warning.
  timeout: "either",
  replaces: [{ forms: ["${VAR}", "${VAR:-default}", "place"], source: "its page on MCP" }],
};

/** Returns the servers of single projects in `~/.claude.json`, with the folder of each. */
export function projectServers(
  document: JsonObject,
): readonly { readonly keys: readonly string[]; readonly folder: string; readonly servers: JsonObject }[] {
  const { projects } = document;
  if (!isJsonObject(projects)) return [];
  return Object.entries(projects).flatMap(([folder, project]) => {
    const servers = isJsonObject(project) ? project["mcpServers"] : undefined;
    return isJsonObject(servers) ? [{ keys: ["projects", folder, "mcpServers"], folder, servers }] : [];
  });
}

/**
 * Returns the servers that the person has turned off for a project, in `~/.claude.json`: those rejected from its `.mcp.json`,
 * and those from any place that `/mcp` disables.
 *
 * @param folder where the person works: its own project counts, else the nearest one around it
 */
export function offInProject({ projects }: JsonObject, folder: string): readonly string[] {
  const around = Object.entries(isJsonObject(projects) ? projects : {}).filter(([at]) =>
    isWithin(folder, at),
  );
  const [nearest] = around.sort(([a], [b]) => b.length - a.length);
  if (nearest === undefined || !isJsonObject(nearest[1])) return [];
  const { disabledMcpjsonServers, disabledMcpServers } = nearest[1];
  return [...strings(disabledMcpjsonServers), ...strings(disabledMcpServers)];
}

/** Whether `path` is `folder` or inside it. */
export function isWithin(path: string, folder: string): boolean {
  return path === folder || (path.startsWith(folder) && /[\\/]/.test(path.charAt(folder.length)));
}

/** Returns the strings of a list. */
export function strings(value: Json | undefined): readonly string[] {
  return Array.isArray(value) ? (value as readonly Json[]).filter((each) => typeof each === "string") : [];
}
