import { isJsonObject, type JsonObject } from "../../json/json.js";
import type { Dialect } from "./dialect.js";

function schemaOf(document: JsonObject): string {
  const { $schema } = document;
  return typeof $schema === "string" ? $schema : "";
}

/** `"mcp": { "name": { "type": "local" } }`, and from version 2 on `"mcp": { "servers": … }`. */
export const opencode: Dialect = {
  id: "opencode",
  title: "opencode",
  docs: "https://opencode.ai/docs/mcp-servers",
  project: [
    "opencode.json",
    "opencode.jsonc",
    ".opencode/opencode.json",
    ".opencode/opencode.jsonc",
    "kilo.json",
    "kilo.jsonc",
  ],
  home: [".config/opencode/opencode.json", ".config/opencode/opencode.jsonc", ".config/kilo/kilo.json"],
  containers: [["mcp"]],
  markers: ["environment"],
  shape: (document) =>
    /opencode\.ai|kilo\.ai/.test(schemaOf(document)) ||
    Object.values(isJsonObject(document["mcp"]) ? document["mcp"] : {}).some(
      (entry) => isJsonObject(entry) && (entry["type"] === "local" || entry["type"] === "remote"),
    ),
  timeout: "milliseconds",
};

export const crush: Dialect = {
  id: "crush",
  title: "Crush",
  docs: "https://github.com/charmbracelet/crush#mcps",
  project: ["crush.json", ".crush.json"],
  home: [".config/crush/crush.json", "AppData/Local/crush/crush.json"],
  containers: [["mcp"]],
  shape: (document) =>
    schemaOf(document).includes("charm.land") ||
    Object.values(isJsonObject(document["mcp"]) ? document["mcp"] : {}).some(
      (entry) => isJsonObject(entry) && (entry["type"] === "stdio" || "disabled_tools" in entry),
    ),
  timeout: "seconds",
  expandsDollar: true,
};
