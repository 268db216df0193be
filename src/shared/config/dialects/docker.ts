import { isJsonObject, type Json, type JsonObject } from "../../json/json.js";
import { type Dialect, LeftOut } from "./dialect.js";

/** Entries of Docker's MCP catalogue: an image with its secrets and variables, or a remote server. */
export const docker: Dialect = {
  id: "docker",
  title: "Docker MCP catalogue",
  docs: "https://github.com/docker/mcp-registry/blob/main/CONTRIBUTING.md",
  project: [],
  home: [".docker/mcp/catalogs/docker-mcp.yaml"],
  // An `image` alone is not enough: many kinds of container files have one.
  shape: (document) =>
    (isEntry(document) && typeof document["type"] === "string") ||
    Object.values(catalogueOf(document)).some(isEntry),
  servers(document) {
    const entries = isEntry(document) ? { [nameOf(document)]: document } : catalogueOf(document);
    return Object.entries(entries).flatMap(([key, entry]): readonly (readonly [string, Json | LeftOut])[] => {
      if (!isJsonObject(entry)) return [];
      return [[key, isEntry(entry) ? serverOf(entry) : entry["type"] === "poci" ? ONLY_DOCKER : entry]];
    });
  },
};

const ONLY_DOCKER = new LeftOut(
  "Each of its tools is a container of its own, which Docker's gateway starts.",
  "Run the gateway: docker mcp gateway run.",
);

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
  const { user = run["user"], disableNetwork = run["disableNetwork"] } = entry;
  const fill = fillerOf(config["parameters"]);
  const env = Object.fromEntries([
    ...variables(config["secrets"]),
    ...variables(config["env"]),
    ...texts(run["env"]).map(([name, value]) => [name, fill(value)] as const),
  ]);
  const mounts = [volumes, run["volumes"]].flatMap((list) => (Array.isArray(list) ? (list as Json[]) : []));
  const args = [
    ...["run", "-i", "--rm"],
    ...(disableNetwork === true ? ["--network", "none"] : []),
    ...(typeof user === "string" && user !== "" ? ["-u", fill(user)] : []),
    ...Object.keys(env).flatMap((name) => ["-e", name]),
    ...mounts.flatMap((mount) => ["-v", fill(String(mount))]),
    String(image),
    ...[command, run["command"]]
      .flatMap((words) => (Array.isArray(words) ? words.map(String) : []))
      .map(fill),
  ];
  return { ...about, command: "docker", args, ...(Object.keys(env).length > 0 && { env }) };
}

function texts(value: Json | undefined): readonly (readonly [string, string])[] {
  const members = isJsonObject(value) ? Object.entries(value) : [];
  return members.map(([name, text]) => [name, String(text)]);
}

/**
 * Returns a function that converts `{{fs.paths|volume|into}}`, a setting of the catalogue, to the variable `FS_PATHS`; a
 * volume has it on both sides.
 *
 * @param parameters the schema of the settings: its defaults hold, and what it does not require may be empty
 */
function fillerOf(parameters: Json | undefined): (text: string) => string {
  const { properties, required } = isJsonObject(parameters) ? parameters : ({} as JsonObject);
  const known = isJsonObject(properties) ? properties : {};
  const presetOf = (setting: string): string => {
    const name = setting.replace(/^.*\./, "");
    const schema = Object.hasOwn(known, name) ? known[name] : undefined;
    if (!isJsonObject(schema)) return "";
    const { default: preset } = schema;
    if (["string", "number", "boolean"].includes(typeof preset)) return `:-${String(preset)}`;
    return Array.isArray(required) && required.includes(name) ? "" : ":-";
  };
  return (text) =>
    text.replace(/\{\{\s*([\w.-]+)((?:\s*\|\s*[\w-]+)*)\s*\}\}/g, (_, name: string, filters: string) => {
      const variable = `\${${name.replace(/[^A-Za-z0-9]+/g, "_").toUpperCase()}${presetOf(name)}}`;
      return /\|\s*volume\s*(?:\||$)/.test(filters) ? `${variable}:${variable}` : variable;
    });
}

/** Reads `[{ name, env, value }]`: a secret comes from a variable of the same name. */
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
