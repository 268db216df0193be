import { isJsonObject } from "../../json/json.js";
import type { Dialect } from "./dialect.js";

export const codex: Dialect = {
  id: "codex",
  title: "Codex",
  docs: "https://developers.openai.com/codex/mcp",
  project: [".codex/config.toml"],
  home: [".codex/config.toml"],
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
};
