import { isJsonObject, type Json, type JsonObject } from "../json/json.js";
import type { ConfigDocument } from "./formats/document.js";
import { workspaceFolderOf } from "./workspace-folder.js";

/** Reads a document that a client reads together with its config; `undefined`: there is none that can be used. */
export type ReadCompanion = (path: string) => Promise<Json | undefined>;

/** A document with what its companions say, and the servers that they switch off. */
export interface Accompanied {
  readonly document: ConfigDocument;
  readonly off: readonly string[];
  /** The config without its secrets, and where they came from: they must never be written into another file. */
  readonly secrets?: { readonly path: string; readonly without: ConfigDocument };
}

/**
 * What files beside a config say about its servers, as the client that owns it reads them: settings of Claude Code beside
 * `.mcp.json`, the file that a plugin of Claude Code names, the secrets of fast-agent and mcp-agent.
 */
export async function withCompanions(
  document: ConfigDocument,
  path: string,
  read: ReadCompanion,
): Promise<Accompanied> {
  const { value } = document;
  const parts = path.split(/[\\/]/);
  const name = parts.at(-1) ?? "";
  const beside = (file: string): string => `${path.slice(0, path.length - name.length)}${file}`;
  const secrets = /^(fastagent|mcp_agent)\.config\.(ya?ml)$/.exec(name);
  if (!isJsonObject(value)) return { document, off: [] };
  if (name === ".mcp.json") return { document, off: await rejected(beside, read) };
  if (name === "plugin.json" && parts.at(-2) === ".claude-plugin") {
    const mcpServers = await pluginServers(value, workspaceFolderOf(path), read);
    return { document: mcpServers ? { ...document, value: { ...value, mcpServers } } : document, off: [] };
  }
  if (secrets === null) return { document, off: [] };
  const file = beside(`${secrets[1]}.secrets.${secrets[2]}`);
  const more = await read(file);
  if (!isJsonObject(more)) return { document, off: [] };
  const both = { ...document, value: merged(value, more) };
  return { document: both, off: [], secrets: { path: file, without: document } };
}

/** Servers of `.mcp.json` that the person has rejected, or the project has. */
async function rejected(beside: (file: string) => string, read: ReadCompanion): Promise<readonly string[]> {
  const files = [".claude/settings.json", ".claude/settings.local.json"];
  const settings = await Promise.all(files.map((file) => read(beside(file))));
  return settings.flatMap((each) => {
    const names = isJsonObject(each) ? each["disabledMcpjsonServers"] : undefined;
    return Array.isArray(names) ? names.filter((key) => typeof key === "string") : [];
  });
}

/** `mcpServers` of a plugin that names files, from the plugin's root; where it says nothing, its `.mcp.json`. */
async function pluginServers(
  { mcpServers = ".mcp.json" }: JsonObject,
  root: string,
  read: ReadCompanion,
): Promise<JsonObject | undefined> {
  const files: readonly Json[] = Array.isArray(mcpServers) ? (mcpServers as readonly Json[]) : [mcpServers];
  const inside = files.filter((file) => typeof file === "string" && !/^(?:[\\/]|[A-Za-z]:)|\.\./.test(file));
  if (inside.length === 0 || inside.length < files.length) return undefined;
  const documents = await Promise.all(
    inside.map((file) => read(`${root}/${String(file).replace(/^\.[\\/]/, "")}`)),
  );
  const servers = documents.filter(isJsonObject).map((each) => each["mcpServers"] ?? each);
  if (servers.length === 0) return undefined;
  return Object.fromEntries(servers.filter(isJsonObject).flatMap((each) => Object.entries(each)));
}

/** `over` wins; objects are merged. */
function merged(under: JsonObject, over: JsonObject): JsonObject {
  const both = Object.entries(over).map(([key, value]): [string, Json] => {
    const before = Object.hasOwn(under, key) ? under[key] : undefined;
    return [key, isJsonObject(before) && isJsonObject(value) ? merged(before, value) : value];
  });
  return Object.fromEntries([...Object.entries(under), ...both]);
}
