import type { Dialect } from "./dialect.js";

const STORAGE = ["Library/Application Support/Code", "AppData/Roaming/Code", ".config/Code"];

function settingsOf(extension: string, file: string): readonly string[] {
  return STORAGE.map((folder) => `${folder}/User/globalStorage/${extension}/settings/${file}`);
}

/** Where Kilo Code kept the servers of a person. */
export const KILO_SETTINGS: readonly string[] = [
  ...settingsOf("kilocode.kilo-code", "mcp_settings.json"),
  ".kilocode/cli/global/settings/mcp_settings.json",
];

export const cline: Dialect = {
  id: "cline",
  title: "Cline",
  docs: "https://docs.cline.bot/mcp/configuring-mcp-servers",
  project: ["cline_mcp_settings.json"],
  home: [
    ...settingsOf("saoudrizwan.claude-dev", "cline_mcp_settings.json"),
    ".cline/data/settings/cline_mcp_settings.json",
  ],
  markers: ["autoApprove"],
  // Kiro and Amazon Q write the same fields, and milliseconds.
  timeout: "small-seconds",
  replaces: [{ forms: ["${env:VAR}", "place"], source: "cline/cline#8079" }],
};

export const roo: Dialect = {
  id: "roo",
  title: "Roo Code",
  docs: "https://docs.roocode.com/features/mcp/using-mcp-in-roo",
  project: [".roo/mcp.json"],
  home: settingsOf("rooveterinaryinc.roo-cline", "mcp_settings.json"),
  markers: ["alwaysAllow", "watchPaths"],
  timeout: "seconds",
  replaces: [{ forms: ["${env:VAR}", "place"], source: "its page on MCP" }],
};

/** Kilo Code before it took the form of opencode. */
export const kiloLegacy: Dialect = {
  id: "kilo-legacy",
  title: "Kilo Code, formerly",
  docs: "https://kilo.ai/docs/automate/mcp/using-in-cli",
  project: [".kilocode/mcp.json", ".kilo/mcp.json"],
  home: KILO_SETTINGS,
  timeout: "seconds",
  replaces: [{ forms: ["${env:VAR}", "place"], source: "its page on MCP" }],
};
