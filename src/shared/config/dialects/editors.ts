import { isJsonObject, type Json, type JsonObject } from "../../json/json.js";
import { fits } from "../../text/fits.js";
import type { Dialect } from "./dialect.js";
import { switchedTools } from "./tool-switches.js";

export const cursor: Dialect = {
  id: "cursor",
  title: "Cursor",
  docs: "https://cursor.com/docs/context/mcp",
  project: [".cursor/mcp.json"],
  home: [".cursor/mcp.json"],
  // `${workspaceFolder}` is the root of the project, in either file.
  startsIn: "project",
  replaces: [{ forms: ["${env:VAR}", "place"], source: "its page on MCP" }],
};

export const lmStudio: Dialect = {
  id: "lm-studio",
  title: "LM Studio",
  docs: "https://lmstudio.ai/docs/app/mcp",
  project: [],
  home: [".lmstudio/mcp.json", ".cache/lm-studio/mcp.json"],
  // Its documentation names neither field nor unit. People write milliseconds (thecodacus/understory#3).
  timeout: "either",
  replaces: [{ forms: [], source: "lmstudio-ai/lms#389" }],
};

export const vscode: Dialect = {
  id: "vscode",
  title: "VS Code",
  docs: "https://code.visualstudio.com/docs/copilot/reference/mcp-configuration",
  project: [
    ".vscode/mcp.json",
    ".vscode/settings.json",
    ".devcontainer/devcontainer.json",
    ".devcontainer.json",
  ],
  home: [
    "Library/Application Support/Code/User/mcp.json",
    "AppData/Roaming/Code/User/mcp.json",
    ".config/Code/User/mcp.json",
    "Library/Application Support/Code/User/settings.json",
    "AppData/Roaming/Code/User/settings.json",
    ".config/Code/User/settings.json",
  ],
  containers: [
    ["servers"],
    ["mcp", "servers"],
    ["mcp.servers"],
    ["customizations", "vscode", "mcp", "servers"],
  ],
  markers: ["sandboxEnabled", "sandbox", "dev", "gallery"],
  shape: ({ inputs, "mcp.servers": flat }) => Array.isArray(inputs) || isJsonObject(flat),
  replaces: [{ forms: ["${env:VAR}", "${input:id}", "place"], source: "microsoft/vscode#264448" }],
};

export const visualStudio: Dialect = {
  id: "visual-studio",
  title: "Visual Studio",
  docs: "https://learn.microsoft.com/visualstudio/ide/mcp-servers",
  project: [".vs/mcp.json"],
  home: [],
  // It reads `.cursor/mcp.json` as well.
  containers: [["servers"], ["mcpServers"]],
};

export const windsurf: Dialect = {
  id: "windsurf",
  title: "Windsurf",
  docs: "https://docs.windsurf.com/windsurf/cascade/mcp",
  project: [".windsurf/mcp_config.json"],
  home: [".codeium/windsurf/mcp_config.json", ".codeium/mcp_config.json"],
  replaces: [{ forms: ["${env:VAR}", "${file:path}", "place"], source: "its page on MCP" }],
};

export const antigravity: Dialect = {
  id: "antigravity",
  title: "Antigravity",
  docs: "https://antigravity.google/docs/mcp",
  project: [".agents/mcp_config.json"],
  home: [".gemini/antigravity/mcp_config.json"],
  markers: ["$typeName"],
  replaces: [{ forms: [], source: "google-antigravity/antigravity-cli#233" }],
};

export const junie: Dialect = {
  id: "junie",
  title: "JetBrains Junie",
  docs: "https://www.jetbrains.com/help/junie/model-context-protocol-mcp.html",
  project: [".junie/mcp/mcp.json"],
  home: [".junie/mcp/mcp.json"],
};

export const trae: Dialect = {
  id: "trae",
  title: "Trae",
  docs: "https://docs.trae.ai/ide/model-context-protocol",
  project: [".trae/mcp.json"],
  home: [
    "Library/Application Support/Trae/User/mcp.json",
    "AppData/Roaming/Trae/User/mcp.json",
    ".config/Trae/User/mcp.json",
  ],
  markers: ["fromGalleryId"],
};

export const factory: Dialect = {
  id: "factory",
  title: "Factory Droid",
  docs: "https://docs.factory.ai/cli/configuration/mcp",
  project: [".factory/mcp.json"],
  home: [".factory/mcp.json"],
  // A program in a terminal: its servers inherit the working directory.
  startsIn: "project",
};

export const warp: Dialect = {
  id: "warp",
  title: "Warp",
  docs: "https://docs.warp.dev/agents/capabilities/mcp",
  project: [".warp/.mcp.json"],
  home: [".warp/.mcp.json"],
  markers: ["start_on_launch"],
};

export const amp: Dialect = {
  id: "amp",
  title: "Amp",
  docs: "https://ampcode.com/manual#mcp",
  project: [".amp/settings.json", ".amp/settings.jsonc"],
  home: [".config/amp/settings.json", ".config/amp/settings.jsonc"],
  // A program in a terminal: its servers inherit the working directory.
  startsIn: "project",
  containers: [["amp.mcpServers"]],
  shape: (document) => isJsonObject(document["amp.mcpServers"]),
  rewrite(entry, { key, document }) {
    const hidden = document["amp.tools.disable"];
    const names = Array.isArray(hidden) ? hidden.filter((name) => typeof name === "string") : [];
    const switches = names.map((name) => [name, false] as const);
    return { ...entry, ...switchedTools(switches, `mcp__${key}__`) };
  },
  isOff(key, document) {
    const { "amp.mcpServers": servers, "amp.mcpPermissions": rules } = document;
    const entry = isJsonObject(servers) ? servers[key] : undefined;
    if (!isJsonObject(entry) || !Array.isArray(rules)) return false;
    const applied = (rules as readonly Json[]).filter(isJsonObject).find((rule) => isAbout(rule, entry));
    return applied?.["action"] === "reject";
  },
};

/** Whether a rule of `amp.mcpPermissions` is about a server: all its patterns have to match. */
function isAbout({ matches }: JsonObject, { command, args, url }: JsonObject): boolean {
  if (!isJsonObject(matches)) return false;
  const has = new Map([
    ["command", command],
    ["args", Array.isArray(args) ? args.join(" ") : undefined],
    ["url", url],
  ]);
  const patterns = Object.entries(matches);
  return patterns.length > 0 && patterns.every(([name, glob]) => isMatch(glob, has.get(name)));
}

function isMatch(glob: Json, value: Json | undefined): boolean {
  return typeof value === "string" && value !== "" && typeof glob === "string" && fits(glob, value);
}

/** Flattens `command` of older versions: `{ "path", "args", "env", "timeout" }`. */
function flat(entry: JsonObject): JsonObject {
  const { command, ...rest } = entry;
  if (!isJsonObject(command)) return entry;
  const { path, args, env, timeout } = command;
  return {
    ...(path !== undefined && { command: path }),
    ...(args !== undefined && { args }),
    ...(env !== undefined && { env }),
    ...(timeout !== undefined && { timeout }),
    ...rest,
  };
}

export { flat as flatCommand };
