import { isJsonObject, type JsonObject } from "../../json/json.js";
import { type Dialect, LeftOut } from "./dialect.js";

/** A block of the assistant; a `url` of older files stands under `transport`. */
export const continueDev: Dialect = {
  id: "continue",
  title: "Continue",
  docs: "https://docs.continue.dev/customize/deep-dives/mcp",
  project: [".continue/mcpServers/*.yaml", ".continue/config.yaml", ".continue/mcpServers/*.json"],
  home: [".continue/config.yaml", ".continue/config.json"],
  shape: (document) => document["schema"] === "v1" && Array.isArray(document["mcpServers"]),
  timeout: "milliseconds",
  rewrite(entry) {
    const { requestOptions, connectionTimeout, ...rest } = entry;
    const { headers, timeout } = isJsonObject(requestOptions) ? requestOptions : ({} as JsonObject);
    const limit = connectionTimeout ?? timeout;
    return {
      ...rest,
      ...(headers !== undefined && { headers }),
      ...(limit !== undefined && { timeout: limit }),
    };
  },
};

const ELSEWHERE = ["builtin", "platform", "frontend", "inline_python"];

export const goose: Dialect = {
  id: "goose",
  title: "Goose",
  docs: "https://block.github.io/goose/docs/guides/config-files",
  project: [".goose/config.yaml"],
  home: [".config/goose/config.yaml", "AppData/Roaming/Block/goose/config/config.yaml"],
  containers: [["extensions"]],
  shape: (document) =>
    Object.values(isJsonObject(document["extensions"]) ? document["extensions"] : {}).some(
      (entry) => isJsonObject(entry) && ("cmd" in entry || "uri" in entry || "config" in entry),
    ),
  markers: ["cmd", "envs", "env_keys", "available_tools"],
  timeout: "seconds",
  expandsDollar: true,
  rewrite(entry) {
    const { config, name: _name, ...own } = entry;
    const merged = isJsonObject(config) ? { ...config, ...own } : own;
    if (typeof merged["type"] === "string" && ELSEWHERE.includes(merged["type"])) {
      return new LeftOut(
        `It is of type "${merged["type"]}": part of Goose itself, not a server.`,
        "Goose alone can use it.",
      );
    }
    return merged;
  },
};

export const libreChat: Dialect = {
  id: "librechat",
  title: "LibreChat",
  docs: "https://www.librechat.ai/docs/configuration/librechat_yaml/object_structure/mcp_servers",
  project: ["librechat.yaml", "librechat.yml"],
  home: [],
  shape: ({ mcpServers, version, name, cache, endpoints, interface: ui }) =>
    isJsonObject(mcpServers) &&
    typeof version === "string" &&
    name === undefined &&
    [cache, endpoints, ui].some((each) => each !== undefined),
  timeout: "milliseconds",
};

/** The Messages API and the Agent SDK: a list under `mcp_servers`. */
export const anthropicApi: Dialect = {
  id: "anthropic-api",
  title: "Anthropic API",
  docs: "https://docs.claude.com/en/docs/agents-and-tools/mcp-connector",
  project: [],
  home: [],
  containers: [["mcp_servers"]],
  shape: (document) => Array.isArray(document["mcp_servers"]),
  markers: ["authorization_token", "tool_configuration"],
};

/** What other clients share, and this project's own file. */
export const generic: Dialect = {
  id: "mcp",
  title: "mcp.json",
  docs: "https://gofastmcp.com/integrations/mcp-json-configuration",
  project: ["mcp.json"],
  home: [],
};
