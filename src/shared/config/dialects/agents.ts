import { isJsonObject, type Json, type JsonObject } from "../../json/json.js";
import { type Dialect, LeftOut } from "./dialect.js";

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
  replaces: [
    { fields: ["headers", "url"], forms: ["$VAR", "${VAR}", "place"], source: "aaif-goose/goose#5439" },
    {
      forms: [],
      source: "aaif-goose/goose#2259",
      instead: "Name the variable in env_keys, if the server reads it",
    },
  ],
  rewrite(entry) {
    const { config, name: _name, ...own } = entry;
    const { available_tools: tools, ...all } = isJsonObject(config) ? { ...config, ...own } : own;
    // The headers of a remote server name their variables themselves.
    const { env_keys: _keys, ...remote } = all;
    const merged = all["uri"] === undefined ? all : remote;
    if (typeof merged["type"] === "string" && ELSEWHERE.includes(merged["type"])) {
      return new LeftOut(
        `It is of type "${merged["type"]}": part of Goose itself, not a server.`,
        "Goose alone can use it.",
      );
    }
    // An empty list shows every tool.
    const isFilter = Array.isArray(tools) && tools.length > 0;
    return { ...merged, ...(isFilter && { available_tools: tools }) };
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
  rewrite({ apiKey, ...entry }, { note }) {
    const named = filled(entry) as JsonObject;
    if (!isJsonObject(apiKey)) return named;
    const { source, key = source === "user" ? "${MCP_API_KEY}" : undefined } = apiKey;
    if (source === "user") note("apiKey", "Per-user keys are not prompted for.", "Set MCP_API_KEY.");
    const { authorization_type: scheme = "bearer", custom_header: custom } = apiKey;
    if (typeof key !== "string") return named;
    const header = scheme === "custom" && typeof custom === "string" ? custom : "Authorization";
    const value = scheme === "bearer" ? `Bearer ${key}` : scheme === "basic" ? `Basic ${key}` : key;
    const headers = isJsonObject(named["headers"]) ? named["headers"] : {};
    return { ...named, headers: { ...headers, [header]: value } };
  },
};

/** Converts `{{NAME}}`, which LibreChat fills in for its user, to a variable. */
function filled(value: Json): Json {
  if (typeof value === "string")
    return value.replace(/\{\{([A-Za-z_]\w*)\}\}/g, (_, name: string) => `\${${name}}`);
  if (Array.isArray(value)) return (value as readonly Json[]).map(filled);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, filled(item)]));
}

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
  rewrite(entry, { key, document }) {
    const tools = Array.isArray(document["tools"]) ? (document["tools"] as readonly Json[]) : [];
    const own = tools.filter(isJsonObject).find((tool) => tool["mcp_server_name"] === key);
    return own === undefined ? entry : { ...entry, ...ofToolset(own) };
  },
};

/** Reads `mcp_toolset` of the Messages API: which tools of a server are on, individually and by default. */
function ofToolset({ default_config: preset, configs }: JsonObject): JsonObject {
  const isOff = (config: Json | undefined): boolean => isJsonObject(config) && config["enabled"] === false;
  const isOn = (config: Json | undefined): boolean => isJsonObject(config) && config["enabled"] === true;
  const named = namedConfigs(configs);
  const of = (is: typeof isOn): readonly string[] =>
    named.filter(([, config]) => is(config)).map(([name]) => name);
  if (isOff(preset)) return { include_tools: of(isOn) };
  const off = of(isOff);
  return off.length === 0 ? {} : { exclude_tools: off };
}

/** Reads configs by name, as in the Messages API, or a list with names, as agents of the API have it. */
function namedConfigs(configs: Json | undefined): readonly (readonly [string, Json])[] {
  if (isJsonObject(configs)) return Object.entries(configs);
  const list = Array.isArray(configs) ? (configs as readonly Json[]).filter(isJsonObject) : [];
  return list.flatMap((config) => (typeof config["name"] === "string" ? [[config["name"], config]] : []));
}

/** The format that several clients share, and this project's own file. */
export const generic: Dialect = {
  id: "mcp",
  title: "mcp.json",
  docs: "https://gofastmcp.com/integrations/mcp-json-configuration",
  project: ["mcp.json"],
  home: [],
};
