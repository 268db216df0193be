import { isJsonObject } from "../../json/json.js";
import type { Dialect } from "./dialect.js";

export const amazonQ: Dialect = {
  id: "amazon-q",
  title: "Amazon Q Developer",
  docs: "https://docs.aws.amazon.com/amazonq/latest/qdeveloper-ug/qdev-mcp.html",
  project: [
    ".amazonq/mcp.json",
    ".amazonq/default.json",
    ".amazonq/cli-agents/*.json",
    ".amazonq/agents/*.json",
  ],
  home: [".aws/amazonq/mcp.json", ".aws/amazonq/agents/default.json", ".aws/amazonq/cli-agents/default.json"],
  shape: (document) => isJsonObject(document["mcpServers"]) && Array.isArray(document["allowedTools"]),
  timeout: "milliseconds",
};

export const kiro: Dialect = {
  id: "kiro",
  title: "Kiro",
  docs: "https://kiro.dev/docs/mcp/configuration/",
  project: [".kiro/settings/mcp.json", ".kiro/agents/*.json"],
  home: [".kiro/settings/mcp.json"],
  containers: [["powers", "mcpServers"]],
  shape: (document) => isJsonObject(document["powers"]),
  timeout: "milliseconds",
};
