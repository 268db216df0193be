import { isLegacyRevision, LEGACY_REVISIONS, MODERN_REVISION } from "../../shared/config/protocol.js";
import { isJsonObject } from "../../shared/json/json.js";
import type { Repairs } from "./repairs.js";

type Members = Readonly<Record<string, unknown>>;

/** Members of a capability that are true or false. */
const FLAGS = new Set(["listChanged", "subscribe"]);

const UNKNOWN = "unknown";
const SERVER_INFO = "io.modelcontextprotocol/serverInfo";

/**
 * Repairs common mistakes in the answer to `initialize` or `server/discover`: an unreadable capability affects only itself, and
 * a missing name is not a reason to refuse a server.
 */
export function repairHandshake(method: string, answer: Members, repairs: Repairs): Members {
  const { instructions, serverInfo, capabilities, _meta: meta } = answer;
  const repaired: Record<string, unknown> = { ...answer };
  repaired["capabilities"] = repairCapabilities(capabilities, repairs);
  if (instructions !== undefined && typeof instructions !== "string") {
    repairs.push("`instructions` was not a string");
    delete repaired["instructions"];
  }
  if (method === "server/discover") repaired["supportedVersions"] = repairVersions(answer, repairs);
  if (method === "initialize") repaired["serverInfo"] = repairImplementation(serverInfo, repairs);
  if (isJsonObject(meta) && SERVER_INFO in meta)
    repaired["_meta"] = { ...meta, [SERVER_INFO]: repairImplementation(meta[SERVER_INFO], repairs) };
  return repaired;
}

/** Why the answer to `initialize` or `server/discover` cannot be used at all, as a clause; `undefined` if it can. */
export function handshakeFault(method: string, result: unknown): string | undefined {
  if (!isJsonObject(result)) return `its \`result\` is ${kindOf(result)}, not an object`;
  if (method !== "initialize") return undefined;
  const { protocolVersion: version } = result;
  if (typeof version !== "string") return `its \`protocolVersion\` is ${kindOf(version)}, not a string`;
  if (isLegacyRevision(version) || version === MODERN_REVISION) return undefined;
  return `its \`protocolVersion\` is ${JSON.stringify(version)}, and this client speaks ${LEGACY_REVISIONS.join(", ")}`;
}

/** Why a readable answer to `server/discover` cannot be used, as a clause; `undefined` if it can. */
export function discoveryFault(result: unknown): string | undefined {
  const versions = isJsonObject(result) ? result["supportedVersions"] : undefined;
  if (Array.isArray(versions) && versions.includes(MODERN_REVISION)) return undefined;
  return `its \`supportedVersions\` is ${JSON.stringify(versions)}, without ${MODERN_REVISION}`;
}

/** Only servers of 2026-07-28 answer `server/discover` with capabilities. */
function repairVersions({ supportedVersions: given, capabilities }: Members, repairs: Repairs): unknown {
  const versions: readonly unknown[] =
    typeof given === "string" ? [given] : Array.isArray(given) ? given : [];
  const texts = versions.filter((version) => typeof version === "string");
  if (Array.isArray(given) && texts.length === given.length && texts.length > 0) return given;
  repairs.push(`\`supportedVersions\` was ${Array.isArray(given) ? JSON.stringify(given) : kindOf(given)}`);
  return texts.length === 0 && isJsonObject(capabilities) ? [MODERN_REVISION] : texts;
}

/** Returns the declared capabilities as objects: `true`, a list or a string declares a capability without details. */
export function repairCapabilities(declared: unknown, repairs: Repairs): Members {
  if (!isJsonObject(declared)) {
    repairs.push(`\`capabilities\` was ${kindOf(declared)}`);
    return {};
  }
  const entries = Object.entries(declared).map(([name, value]) => {
    const path = `\`capabilities.${name}\``;
    const details = detailsOf(value, path, repairs);
    if (details === undefined) return [name, undefined] as const;
    const open = name === "experimental" || name === "extensions";
    return [name, open ? each(details, path, repairs) : flags(details, path, repairs)] as const;
  });
  return withoutUndefined(entries);
}

function detailsOf(value: unknown, path: string, repairs: Repairs): Members | undefined {
  if (isJsonObject(value)) return value;
  repairs.push(`${path} was ${kindOf(value)}`);
  return value === null || value === undefined || value === false ? undefined : {};
}

function each(details: Members, path: string, repairs: Repairs): Members {
  const entries = Object.entries(details).map(
    ([name, value]) => [name, detailsOf(value, `${path}.${name}`, repairs)] as const,
  );
  return withoutUndefined(entries);
}

/** Converts flags to booleans; drops those that cannot be read. Other members are the sender's to define. */
function flags(details: Members, path: string, repairs: Repairs): Members {
  const entries = Object.entries(details).map(([name, value]) => {
    if (FLAGS.has(name) ? typeof value === "boolean" : value !== null) return [name, value] as const;
    repairs.push(`${path}.${name} was ${kindOf(value)}`);
    return [name, value === "true" || value === 1 ? true : undefined] as const;
  });
  return withoutUndefined(entries);
}

function withoutUndefined(entries: readonly (readonly [string, unknown])[]): Members {
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

function repairImplementation(info: unknown, repairs: Repairs): Members {
  const given: Members = isJsonObject(info) ? info : {};
  if (given !== info) repairs.push(`\`serverInfo\` was ${kindOf(info)}`);
  const texts = ["title", "description", "websiteUrl"].filter((key) => key in given);
  const result: Record<string, unknown> = { ...given };
  for (const key of ["name", "version"]) result[key] = required(given[key], key, repairs);
  for (const key of texts) {
    if (typeof given[key] === "string") continue;
    repairs.push(`\`serverInfo.${key}\` was ${kindOf(given[key])}`);
    delete result[key];
  }
  if ("icons" in given && !areIcons(given["icons"])) {
    repairs.push("`serverInfo.icons` could not be read");
    delete result["icons"];
  }
  return result;
}

function areIcons(icons: unknown): boolean {
  return Array.isArray(icons) && icons.every((icon) => isJsonObject(icon) && typeof icon["src"] === "string");
}

function required(value: unknown, key: string, repairs: Repairs): string {
  if (typeof value === "string") return value;
  repairs.push(`\`serverInfo.${key}\` was ${kindOf(value)}`);
  return typeof value === "number" ? String(value) : UNKNOWN;
}

function kindOf(value: unknown): string {
  if (value === undefined) return "missing";
  if (value === null || typeof value === "boolean") return String(value);
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}
