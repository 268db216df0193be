import { isJsonObject, type Json, type JsonObject } from "../../json/json.js";
import type { Dialect } from "./dialect.js";

/** Mistral Vibe: TOML with a list, `[[mcp_servers]]`. */
export const vibe: Dialect = {
  id: "vibe",
  title: "Mistral Vibe",
  docs: "https://docs.mistral.ai/vibe/code/cli/mcp-servers",
  project: [".vibe/config.toml"],
  home: [".vibe/config.toml"],
  // A program in a terminal: its servers inherit the working directory.
  startsIn: "project",
  containers: [["mcp_servers"]],
  markers: ["api_key_env", "api_key_header", "api_key_format"],
  timeout: "seconds",
  rewrite({ prompt: _, ...written }) {
    const { api_key_env: variable, api_key_header: header, api_key_format: format, ...entry } = flat(written);
    if (typeof variable !== "string" || variable === "") return entry;
    const name = textOr(header, "Authorization");
    const headers = isJsonObject(entry["headers"]) ? entry["headers"] : {};
    // A header that is written out counts.
    if (Object.keys(headers).some((each) => each.toLowerCase() === name.toLowerCase())) return entry;
    const value = textOr(format, "Bearer {token}").replace("{token}", () => `\${${variable}}`);
    return { ...entry, headers: { ...headers, [name]: value } };
  },
};

/** Newer versions have the key in a table of its own, `[mcp_servers.auth]` of the type `static`. */
function flat(entry: JsonObject): JsonObject {
  const { auth, ...rest } = entry;
  if (!isJsonObject(auth) || auth["type"] !== "static") return entry;
  const { type: _, ...key } = auth;
  return { ...key, ...rest };
}

function textOr(value: Json | undefined, preset: string): string {
  return typeof value === "string" && value !== "" ? value : preset;
}
