import { isJsonObject, type JsonObject } from "../../json/json.js";
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
  rewrite({ target, read_timeout_seconds: seconds, ...entry }): JsonObject {
    const endpoint = typeof target !== "string" ? {} : endpointOf(target.trim());
    return { ...endpoint, ...entry, ...(typeof seconds === "number" && { timeoutMs: seconds * 1_000 }) };
  },
};

function endpointOf(target: string): JsonObject {
  return /^https?:\/\//i.test(target) ? { url: target } : { command: target };
}
