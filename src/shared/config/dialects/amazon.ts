import { isJsonObject, type JsonObject } from "../../json/json.js";
import { show } from "../../text/show.js";
import type { Dialect, Surroundings } from "./dialect.js";

/**
 * Reads `tools` of an agent, which lists everything that it may use: `@server/tool` shows single tools of a server, `@server`
 * and `*` all of them. A server that it does not name shows no tools (`docs/agent-format.md` of the client).
 */
function ofAgent(entry: JsonObject, { key, document, note }: Surroundings): JsonObject {
  const { tools } = document;
  if (!Array.isArray(tools)) return entry;
  const names = tools.filter((name) => typeof name === "string");
  if (names.includes("*") || names.includes(`@${key}`) || names.includes(`@${key}/*`)) return entry;
  const shown = names.filter((name) => name.startsWith(`@${key}/`)).map((name) => name.slice(key.length + 2));
  if (shown.length === 0)
    note("tools", "The agent may not use any of its tools.", `Add "@${show(key)}" to "tools" of the agent.`);
  return { ...entry, include_tools: shown };
}

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
  // A program in a terminal: its servers inherit the working directory.
  startsIn: "project",
  shape: (document) => isJsonObject(document["mcpServers"]) && Array.isArray(document["allowedTools"]),
  timeout: "milliseconds",
  replaces: [
    { fields: ["headers"], forms: ["${env:VAR}", "place"], source: "aws/amazon-q-developer-cli#3646" },
  ],
  rewrite: ofAgent,
};

export const kiro: Dialect = {
  id: "kiro",
  title: "Kiro",
  docs: "https://kiro.dev/docs/mcp/configuration/",
  project: [".kiro/settings/mcp.json", ".kiro/agents/*.json"],
  home: [".kiro/settings/mcp.json"],
  containers: [["mcpServers"], ["powers", "mcpServers"]],
  shape: (document) => isJsonObject(document["powers"]),
  // Seconds before Kiro 1.0, milliseconds since (kirodotdev/powers#161).
  timeout: "either",
  rewrite: ofAgent,
};
