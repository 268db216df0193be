import { isJsonObject, type Json, type JsonObject } from "../../json/json.js";
import type { Dialect } from "./dialect.js";

/** Hermes Agent: YAML with `mcp_servers`, whose `tools` is a filter. */
export const hermes: Dialect = {
  id: "hermes",
  title: "Hermes Agent",
  docs: "https://hermes-agent.nousresearch.com/docs/reference/mcp-config-reference",
  project: [],
  home: [".hermes/config.yaml"],
  containers: [["mcp_servers"]],
  shape: ({ mcp_servers: servers }) =>
    Object.values(isJsonObject(servers) ? servers : {}).some(
      (entry) => isJsonObject(entry) && isFilter(entry["tools"]),
    ),
  timeout: "seconds",
  rewrite({ tools, connect_timeout: start, ...entry }, { note }) {
    if (start !== undefined) {
      const hint = "Use --timeout, or connectTimeoutMs in code.";
      note("connect_timeout", "The time limit of a start is not read from the config.", hint);
    }
    if (!isFilter(tools)) return { ...entry, ...(tools !== undefined && { tools }) };
    for (const kind of ["resources", "prompts"])
      if (tools[kind] === false) note(`tools.${kind}`, `Its ${kind} are not hidden.`, "Do not call them.");
    // `include` alone counts where both are set; an empty list sets nothing.
    const [include, exclude] = [namesOf(tools["include"]), namesOf(tools["exclude"])];
    if (include.length > 0) return { ...entry, include_tools: include };
    return { ...entry, ...(exclude.length > 0 && { exclude_tools: exclude }) };
  },
};

const FILTER = ["include", "exclude", "resources", "prompts"];

/** Whether `tools` says which tools are used, rather than how each of them is changed. */
function isFilter(tools: Json | undefined): tools is JsonObject {
  if (!isJsonObject(tools)) return false;
  return Object.entries(tools).every(([name, value]) => FILTER.includes(name) && !isJsonObject(value));
}

/** One name, or a list of them. */
function namesOf(value: Json | undefined): readonly string[] {
  const names: readonly Json[] = Array.isArray(value) ? (value as readonly Json[]) : [value ?? ""];
  return names.filter((name) => typeof name === "string" && name !== "") as readonly string[];
}
