import { barredServers } from "./claude-lists.js";
import { offInProject, strings } from "./dialects/claude.js";
import { isJsonObject, type Json, type JsonObject } from "../json/json.js";
import type { ConfigDocument } from "./formats/document.js";
import { workspaceFolderOf } from "./workspace-folder.js";

/** Reads a document that a client reads together with its config; `undefined` if there is no usable one. */
export type ReadCompanion = (path: string) => Promise<Json | undefined>;

/** A document merged with its companions, and the servers that they turn off. */
export interface Accompanied {
  readonly document: ConfigDocument;
  readonly off: readonly string[];
  /** The contents of a secrets file, and the config without them: secrets must never be written to another file. */
  readonly secrets?: { readonly path: string; readonly value: JsonObject; readonly without: ConfigDocument };
}

/** The person whose config it is, for what their home folder says about a project. */
export interface Person {
  readonly home?: string | undefined;
  /** The folder that the person works in. */
  readonly project?: string | undefined;
}

/**
 * Applies what other files say about a config's servers, as the client that owns it does: settings of Claude Code with
 * `.mcp.json`, the file that a plugin of Claude Code names, the secrets of fast-agent and mcp-agent.
 */
export async function withCompanions(
  document: ConfigDocument,
  path: string,
  read: ReadCompanion,
  { home, project }: Person = {},
): Promise<Accompanied> {
  const { value } = document;
  const parts = path.split(/[\\/]/);
  const name = parts.at(-1) ?? "";
  const beside = (file: string): string => `${path.slice(0, path.length - name.length)}${file}`;
  const secrets = /^(fastagent|mcp_agent)\.config\.(ya?ml)$/.exec(name);
  if (!isJsonObject(value)) return { document, off: [] };
  if (name === ".mcp.json") return { document, off: await rejected(value, beside, read, home) };
  if (name === ".claude.json" && project !== undefined)
    return { document, off: offInProject(value, project) };
  if (name === "plugin.json" && parts.at(-2) === ".claude-plugin") {
    const mcpServers = await pluginServers(value, workspaceFolderOf(path), read);
    return { document: mcpServers ? { ...document, value: { ...value, mcpServers } } : document, off: [] };
  }
  if (secrets === null) return { document, off: [] };
  const file = beside(`${secrets[1]}.secrets.${secrets[2]}`);
  const more = await read(file);
  if (!isJsonObject(more)) return { document, off: [] };
  const both = { ...document, value: merged(value, more) };
  return { document: both, off: [], secrets: { path: file, value: more, without: document } };
}

/**
 * Returns the servers of `.mcp.json` that are rejected or not allowed: in the settings of the project or of the person, or in
 * the person's list of projects. A rejection in any of them counts (https://code.claude.com/docs/en/settings).
 */
async function rejected(
  { mcpServers }: JsonObject,
  beside: (file: string) => string,
  read: ReadCompanion,
  home: string | undefined,
): Promise<readonly string[]> {
  const files = [".claude/settings.json", ".claude/settings.local.json"].map(beside);
  const own = home === undefined ? [] : [`${home}/.claude/settings.json`];
  const settings = (await Promise.all([...files, ...own].map(read))).filter(isJsonObject);
  const projects = home === undefined ? undefined : await read(`${home}/.claude.json`);
  const folder = beside("").replace(/[\\/]$/, "");
  return [
    ...settings.flatMap((each) => strings(each["disabledMcpjsonServers"])),
    ...(isJsonObject(mcpServers) ? barredServers(mcpServers, settings) : []),
    ...(isJsonObject(projects) ? offInProject(projects, folder) : []),
  ];
}

/** Returns `mcpServers` of a plugin that names files, relative to the plugin's root; by default, those of its `.mcp.json`. */
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

/** Merges objects; `over` takes precedence. */
function merged(under: JsonObject, over: JsonObject): JsonObject {
  const both = Object.entries(over).map(([key, value]): [string, Json] => {
    const before = Object.hasOwn(under, key) ? under[key] : undefined;
    return [key, isJsonObject(before) && isJsonObject(value) ? merged(before, value) : value];
  });
  return Object.fromEntries([...Object.entries(under), ...both]);
}
