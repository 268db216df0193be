import { isJsonObject, type Json, type JsonObject } from "../json/json.js";
import { show } from "../text/show.js";
import { closest } from "../text/suggest.js";
import { isWithin } from "./dialects/claude.js";
import { findContainers, PLACES, type ServerContainer, withoutServers } from "./containers.js";
import { type Dialect, dialectOf, dialectOfPath, generic, LeftOut } from "./dialects/index.js";
import type { ParsedConfig, ServerEntry } from "./entry.js";
import { replacesDollar } from "./dialects/replacement.js";
import { readReferences } from "./entry-fields/references.js";
import { isComment } from "./entry-fields/rename.js";
import { type ConfigFault, pointerTo } from "./fault.js";
import { inputsOf } from "./inputs.js";
import { looksLikeServer } from "./read-endpoint.js";
import { readServer } from "./read-server.js";
import { startFolderOf } from "./start-folder.js";

/** What is known of a document besides its value. */
export interface ParseOptions {
  /** Where it was read from: determines the client's dialect, and the folder for relative paths. */
  readonly path?: string;
  /** The project's folder: of a file with servers for several projects, only its own are read. Default: those of all. */
  readonly project?: string;
  /** The home folder: a client that works in a project keeps configs there that are about each project. Default: unknown. */
  readonly userHome?: string;
  /** The system that servers will run on: `darwin`, `linux`, `win32`. Default `linux`; bundles differ by it. */
  readonly platform?: string;
}

/**
 * Reads a config in the dialect of any client; `docs/configs.md` lists them.
 *
 * An invalid entry is left out and becomes a fault with its JSON pointer; settings that are read but not applied become
 * warnings. Never throws. Variables stay as written: see `resolveEntry`.
 */
export function parseConfig(value: unknown, options: ParseOptions = {}): ParsedConfig {
  const origin = options.path === undefined ? {} : { path: options.path };
  if (!isJsonObject(value)) {
    const hint = 'Write { "mcpServers": { … } }.';
    const fault = { pointer: "", message: "The config is not an object.", hint };
    return { ...origin, servers: [], faults: [fault], rejected: {}, rest: {} };
  }
  const reading = new Reading(value, options);
  const containers = findContainers(value).filter(({ folder }) => isOwn(folder, options.project));
  if (containers.length === 0) reading.single();
  for (const container of containers) reading.container(container);
  const faults = [...misshapen(value), ...reading.faults];
  const unread =
    reading.empty || containers.length > 0
      ? misspelt(value, reading.empty ? [] : containers, ownerOf(options.path))
      : [];
  if (reading.empty && faults.length === 0) faults.push(noServers(value, containers[0], unread[0]));
  const warnings = [...reading.notes, ...(reading.empty ? unread.slice(1) : unread)];
  return {
    ...origin,
    servers: reading.servers,
    faults,
    ...(warnings.length > 0 && { warnings }),
    ...(reading.dialect !== generic && { dialect: reading.dialect.id }),
    rejected: Object.fromEntries(reading.rejected),
    rest: withoutServers(value, containers),
  };
}

/** What has been read of one document so far. */
class Reading {
  readonly servers: ServerEntry[] = [];
  readonly faults: ConfigFault[] = [];
  readonly rejected: [string, Json][] = [];
  readonly notes: ConfigFault[] = [];
  readonly dialect: Dialect;
  readonly #document: JsonObject;
  readonly #platform: string;
  readonly #file: string | undefined;
  readonly #place: { readonly folder?: string };
  readonly #inputs: Pick<ServerEntry, "inputs">;
  readonly #seen = new Map<string, Json>();

  constructor(document: JsonObject, options: ParseOptions) {
    const { path, platform = "linux" } = options;
    this.#document = document;
    this.#platform = platform;
    this.#file = path?.split(/[\\/]/).at(-1);
    this.dialect = dialectOf(document, path);
    const folder = path === undefined ? undefined : startFolderOf(path, options);
    this.#place = folder === undefined ? {} : { folder };
    const dollar = replacesDollar(this.dialect.replaces, "inputs");
    const inputs = inputsOf(document, (text) => readReferences(text, dollar));
    this.#inputs = inputs.length === 0 ? {} : { inputs };
  }

  get empty(): boolean {
    return this.#seen.size === 0;
  }

  container({ path, entries, folder }: ServerContainer): void {
    for (const { key, at, value } of entries) {
      if (isComment(key, value)) continue;
      const place = folder === undefined ? this.#place : { folder };
      this.#take(key, value, pointerTo("", ...path, at), place);
    }
  }

  /** Reads a document that is one server, or lists servers in a form of its own. */
  single(): void {
    const dialect = this.dialect.servers === undefined ? undefined : this.dialect;
    for (const [key, value] of dialect?.servers?.(this.#document, this.#platform, this.#file) ?? []) {
      if (value instanceof LeftOut) this.#leave(key, value, "", {});
      else this.#take(key, value, "", this.#place);
    }
  }

  #take(key: string, raw: Json, pointer: string, place: { readonly folder?: string }): void {
    const before = this.#seen.get(key);
    if (before !== undefined) {
      // The same server for two clients is not a fault.
      if (JSON.stringify(before) !== JSON.stringify(raw)) this.faults.push(duplicate(key, pointer));
      return;
    }
    this.#seen.set(key, raw);
    const read = readServer({
      key,
      raw,
      pointer,
      dialect: this.dialect,
      document: this.#document,
      notes: this.notes,
    });
    if (read instanceof LeftOut) return this.#leave(key, read, pointer, raw);
    this.faults.push(...read.faults);
    const { folderVariable } = this.dialect;
    const told = folderVariable === undefined ? {} : { folderVariable };
    const off = this.dialect.isOff?.(key, this.#document) === true ? { disabled: true } : {};
    if (read.entry === undefined) this.rejected.push([key, raw]);
    else this.servers.push({ ...read.entry, ...place, ...told, ...this.#inputs, ...off });
  }

  #leave(key: string, { message, hint }: LeftOut, pointer: string, raw: Json): void {
    this.#seen.set(key, raw);
    this.rejected.push([key, raw]);
    // A server that is off is not reported.
    const isOff = isJsonObject(raw) && (raw["enabled"] === false || raw["disabled"] === true);
    if (!isOff) this.notes.push({ pointer, server: key, message, hint });
  }
}

/**
 * Finds members that hold servers under a name that is not read, or under one that the client of this file does not read: each
 * with the name to use.
 */
function misspelt(
  document: JsonObject,
  containers: readonly ServerContainer[],
  owner: Dialect | undefined,
): readonly ConfigFault[] {
  const { containers: own = [["mcpServers"]] } = owner ?? {};
  const wanted = (own[0] ?? []).join(".");
  // The places of single projects are those of Claude Code, which it names by their folders.
  const read = new Map(
    containers.filter(({ folder }) => folder === undefined).map(({ path }) => [path[0], path]),
  );
  return Object.entries(document).flatMap(([key, value]) => {
    const at = read.get(key);
    if (at !== undefined) {
      const isOwn =
        owner === undefined || at.length > 1 || isOfExtension(key) || own.some(([name]) => name === key);
      return isOwn ? [] : [foreignName(key, owner.title, wanted)];
    }
    const meant = holdsServers(value) ? nameMeantBy(key, own) : undefined;
    return meant === undefined ? [] : [unreadName(key, meant)];
  });
}

/** Whether every member looks like a server, so that a similar name cannot be a setting of something else. */
function holdsServers(value: Json): boolean {
  const members = isJsonObject(value) ? Object.values(value) : [];
  return members.length > 0 && members.every((member) => looksLikeServer(member));
}

function nameMeantBy(key: string, own: readonly (readonly string[])[]): string | undefined {
  // A short name such as `mcp` is near to too many others.
  const names = [...own, ...PLACES].flatMap((path) => (path.length === 1 ? path : [])).filter(isLong);
  const isOurs = /^mcp[-_ ]?servers?$/i.test(key);
  return isOurs && own.length === 1 && own[0]?.[0] === "mcpServers" ? "mcpServers" : closest(key, names);
}

/** Whether a setting belongs to an extension of an editor, which keeps it in the editor's file: `amp.mcpServers`. */
function isOfExtension(key: string): boolean {
  return key.includes(".");
}

function isLong({ length }: string): boolean {
  return length > 5;
}

/** The client of a file; that of a plain `mcp.json` is any that reads the shared format. */
function ownerOf(path: string | undefined): Dialect | undefined {
  return dialectOfPath(path) ?? (/(?:^|[\\/])mcp\.json$/.test(path ?? "") ? generic : undefined);
}

function unreadName(key: string, meant: string): ConfigFault {
  const hint = `Did you mean "${meant}"?`;
  return { pointer: pointerTo("", key), message: `"${show(key)}" is not read.`, hint };
}

function foreignName(key: string, title: string, wanted: string): ConfigFault {
  const owner = title === generic.title ? "other clients of mcp.json" : title;
  const message = `"${show(key)}" is read by fmcp-codegen, but not by ${owner}.`;
  return { pointer: pointerTo("", key), message, hint: `Rename it to "${wanted}".` };
}

/** Whether a project's servers apply to `project`, which may be a folder in it. */
function isOwn(folder: string | undefined, project: string | undefined): boolean {
  return folder === undefined || project === undefined || isWithin(project, folder);
}

function misshapen(document: JsonObject): ConfigFault[] {
  const servers = Object.hasOwn(document, "mcpServers") ? document["mcpServers"] : undefined;
  if (servers === undefined || isJsonObject(servers)) return [];
  if (Array.isArray(servers) && servers.some(isJsonObject)) return [];
  const elsewhere = typeof servers === "string";
  const message = elsewhere
    ? `The servers are in another file: ${show(servers)}.`
    : '"mcpServers" is not an object.';
  const hint = elsewhere ? "Name that file instead." : "Write the servers by name, each an object.";
  return [{ pointer: "/mcpServers", message, hint }];
}

function duplicate(key: string, pointer: string): ConfigFault {
  const message = `Server "${show(key)}" is defined twice.`;
  return { pointer, server: key, message, hint: "Rename or remove one." };
}

function noServers(
  document: JsonObject,
  container: ServerContainer | undefined,
  unread: ConfigFault | undefined,
): ConfigFault {
  if (unread !== undefined)
    return { ...unread, message: `No MCP servers defined in the config: ${unread.message}` };
  const keys = Object.keys(document).slice(0, 8);
  const found =
    keys.length === 0 || container !== undefined
      ? ""
      : ` It has ${keys.map((key) => show(key, 40)).join(", ")}.`;
  return {
    pointer: pointerTo("", ...(container?.path ?? [])),
    message: `No MCP servers defined in the config.${found}`,
    hint: 'Add one: { "mcpServers": { "name": { "command": … } } }, or "url" for a remote server.',
  };
}
