import { isJsonObject, type Json } from "../../json/json.js";
import type { Dialect } from "./dialect.js";

export const codex: Dialect = {
  id: "codex",
  title: "Codex",
  docs: "https://developers.openai.com/codex/mcp",
  project: [".codex/config.toml"],
  home: [".codex/config.toml"],
  // Where Codex itself was started (openai/codex#16390).
  startsIn: "project",
  containers: [["mcp_servers"]],
  shape: (document) => isJsonObject(document["mcp_servers"]),
  markers: [
    "bearer_token_env_var",
    "env_http_headers",
    "http_headers",
    "startup_timeout_sec",
    "tool_timeout_sec",
  ],
  timeout: "seconds",
  replaces: [
    {
      forms: [],
      source: "openai/codex#2680",
      instead: "Name the variable in env_vars, bearer_token_env_var or env_http_headers",
    },
  ],
  rewrite({ tools, ...entry }) {
    if (!isJsonObject(tools)) return { ...entry, ...(tools !== undefined && { tools }) };
    // Codex stores here what its user has approved: that does not hide any tool.
    const others = Object.entries(tools).filter(([, tool]) => !isApproval(tool));
    return { ...entry, ...(others.length > 0 && { tools: Object.fromEntries(others) }) };
  },
};

function isApproval(tool: Json): boolean {
  return isJsonObject(tool) && Object.keys(tool).every((name) => name === "approval_mode");
}
