import { isJsonObject } from "../../shared/json/json.js";
import type { Repairs } from "./repairs.js";

type Members = Readonly<Record<string, unknown>>;

/** Members of a capability that are true or false. */
const FLAGS = new Set(["listChanged", "subscribe"]);

const UNKNOWN = "unknown";
const SERVER_INFO = "io.modelcontextprotocol/serverInfo";

/**
 * The answer to `initialize` or `server/discover` with everything readable that servers get wrong: a capability that
 * cannot be read costs at most itself, and a name that is missing is no reason to refuse a server.
 */
export function repairHandshake(method: string, answer: Members, repairs: Repairs): Members {
  const { instructions, serverInfo, capabilities, _meta: meta } = answer;
  const repaired: Record<string, unknown> = { ...answer };
  repaired["capabilities"] = repairCapabilities(capabilities, repairs);
  if (instructions !== undefined && typeof instructions !== "string") {
    repairs.push("`instructions` was not a text");
    delete repaired["instructions"];
  }
  if (method === "initialize") repaired["serverInfo"] = repairImplementation(serverInfo, repairs);
  if (isJsonObject(meta) && SERVER_INFO in meta)
    repaired["_meta"] = { ...meta, [SERVER_INFO]: repairImplementation(meta[SERVER_INFO], repairs) };
  return repaired;
}

/** What a server declares, as objects: `true`, a list or a text declare a capability without details. */
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

/** Flags become true or false; what cannot be read is left out. Other members are for the sender to define. */
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
