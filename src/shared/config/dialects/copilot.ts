import type { Dialect } from "./dialect.js";

export const copilot: Dialect = {
  id: "copilot",
  title: "GitHub Copilot CLI and coding agent",
  docs: "https://docs.github.com/en/copilot/how-tos/copilot-cli/customize-copilot/add-mcp-servers",
  project: [".copilot/mcp-config.json", ".github/mcp.json"],
  home: [".copilot/mcp-config.json"],
  // A program in a terminal: its servers inherit the working directory.
  startsIn: "project",
  timeout: "milliseconds",
  replaces: [{ forms: ["$VAR", "${VAR}", "${VAR:-default}", "place"], source: "github/copilot-cli#903" }],
};
