import { isJsonObject, type Json, type JsonObject } from "../../json/json.js";
import type { Dialect } from "./dialect.js";

/** Entries of Docker's MCP catalogue: an image with its secrets and variables, or a remote server. */
export const docker: Dialect = {
  id: "docker",
  title: "Docker MCP catalogue",
  docs: "https://github.com/docker/mcp-registry/blob/main/CONTRIBUTING.md",
  project: [],
  home: [".docker/mcp/catalogs/docker-mcp.yaml"],
  shape: (document) => isEntry(document) || Object.values(catalogueOf(document)).some(isEntry),
  servers(document) {
    const entries = isEntry(document) ? { [nameOf(document)]: document } : catalogueOf(document);
    return Object.entries(entries).flatMap(([key, entry]): readonly (readonly [string, Json])[] =>
      isJsonObject(entry) ? [[key, isEntry(entry) ? serverOf(entry) : entry]] : [],
    );
  },
};

function catalogueOf(document: JsonObject): JsonObject {
  const { registry } = document;
  return isJsonObject(registry) ? registry : {};
}

function isEntry(value: unknown): value is JsonObject {
  if (!isJsonObject(value)) return false;
  const { type, image, remote } = value;
  return typeof image === "string" || (isJsonObject(remote) && type !== undefined);
}

function nameOf({ name }: JsonObject): string {
  return typeof name === "string" ? name : "server";
}

function serverOf(entry: JsonObject): Json {
  const { image, remote, command, volumes, description } = entry;
  const about = typeof description === "string" ? { description } : {};
  if (isJsonObject(remote)) {
    const { url, transport_type: type, headers } = remote;
    return {
      ...about,
      ...(type !== undefined && { type }),
      ...(url !== undefined && { url }),
      ...(headers !== undefined && { headers }),
    };
  }
  const config = isJsonObject(entry["config"]) ? entry["config"] : entry;
  const run = isJsonObject(entry["run"]) ? entry["run"] : {};
  const env = Object.fromEntries([...variables(config["secrets"]), ...variables(config["env"])]);
  const mounts = [volumes, run["volumes"]].flatMap((list) => (Array.isArray(list) ? (list as Json[]) : []));
  const args = [
    ...["run", "-i", "--rm"],
    ...Object.keys(env).flatMap((name) => ["-e", name]),
    ...mounts.flatMap((mount) => ["-v", String(mount)]),
    String(image),
    ...[command, run["command"]].flatMap((words) => (Array.isArray(words) ? words.map(String) : [])),
  ];
  return { ...about, command: "docker", args, ...(Object.keys(env).length > 0 && { env }) };
}

/** `[{ name, env, value }]`: a secret comes from a variable of the same name. */
function variables(list: Json | undefined): readonly (readonly [string, string])[] {
  if (!Array.isArray(list)) return [];
  return (list as Json[]).flatMap((item) => {
    if (!isJsonObject(item)) return [];
    const name = item["env"] ?? item["name"];
    if (typeof name !== "string") return [];
    const { value } = item;
    const plain = typeof value === "string" && !value.includes("{{") ? value : `\${${name}}`;
    return [[name, plain] as const];
  });
}
