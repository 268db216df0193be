import { isJsonObject, type JsonObject } from "../../json/json.js";
import { MODERN_REVISION } from "../protocol.js";
import { mapTexts } from "../entry-fields/references.js";
import type { Dialect } from "./dialect.js";

/** fast-agent, and mcp-agent, from which it derives. A target that is a single string is a URL or a command line. */
export const fastAgent: Dialect = {
  id: "fast-agent",
  title: "fast-agent and mcp-agent",
  docs: "https://fast-agent.ai/mcp/",
  project: [
    "fastagent.config.yaml",
    ".fast-agent/fastagent.config.yaml",
    "fast-agent.yaml",
    "mcp_agent.config.yaml",
  ],
  home: [".mcp-agent/mcp_agent.config.yaml"],
  // A program in a terminal: its servers inherit the working directory.
  startsIn: "project",
  containers: [
    ["mcp", "servers"],
    ["mcp", "targets"],
  ],
  shape: ({ mcp }) => isJsonObject(mcp) && Array.isArray(mcp["targets"]),
  markers: ["load_on_start", "read_timeout_seconds"],
  timeout: "seconds",
  rewrite(written): JsonObject {
    const {
      target,
      read_timeout_seconds: seconds,
      protocol_mode: mode,
      access_token: token,
      ...entry
    } = written;
    const endpoint = typeof target !== "string" ? {} : endpointOf(target.trim());
    const own = {
      ...endpoint,
      ...entry,
      ...(typeof seconds === "number" && { timeoutMs: seconds * 1_000 }),
      ...(typeof mode === "string" && { protocol: mode === "modern" ? MODERN_REVISION : mode }),
      ...(token !== undefined && { auth: token }),
    };
    return mapTexts(own, withDefaults) as JsonObject;
  },
};

/** Converts `${NAME:default}` to `${NAME:-default}`. */
function withDefaults(text: string): string {
  return text.replace(/\$\{([A-Za-z_]\w*):(?!-)([^{}]*)\}/g, (whole, name: string, preset: string) =>
    ["env", "input", "file"].includes(name) ? whole : `\${${name}:-${preset}}`,
  );
}

function endpointOf(target: string): JsonObject {
  return /^https?:\/\//i.test(target) ? { url: target } : { command: target };
}
