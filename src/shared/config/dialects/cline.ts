import type { Dialect } from "./dialect.js";

const STORAGE = ["Library/Application Support/Code", "AppData/Roaming/Code", ".config/Code"];

function settingsOf(extension: string, file: string): readonly string[] {
  return STORAGE.map((folder) => `${folder}/User/globalStorage/${extension}/settings/${file}`);
}

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
};

export const roo: Dialect = {
  id: "roo",
  title: "Roo Code",
  docs: "https://docs.roocode.com/features/mcp/using-mcp-in-roo",
  project: [".roo/mcp.json"],
  home: settingsOf("rooveterinaryinc.roo-cline", "mcp_settings.json"),
  markers: ["alwaysAllow", "watchPaths"],
  timeout: "seconds",
};

export const kilo: Dialect = {
  id: "kilo",
  title: "Kilo Code",
  docs: "https://kilo.ai/docs/features/mcp/using-in-kilo-code",
  project: [".kilocode/mcp.json", ".kilo/mcp.json"],
  home: settingsOf("kilocode.kilo-code", "mcp_settings.json"),
  timeout: "seconds",
};
