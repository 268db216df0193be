import { isJsonObject, type JsonObject } from "../../json/json.js";
import { anthropicApi, generic, goose, libreChat } from "./agents.js";
import { amazonQ, kiro } from "./amazon.js";
import { claudeCode, claudeDesktop } from "./claude.js";
import { cline, kiloLegacy, roo } from "./cline.js";
import { codex } from "./codex.js";
import { continueDev } from "./continue.js";
import { copilot } from "./copilot.js";
import type { Dialect } from "./dialect.js";
import { docker } from "./docker.js";
import {
  amp,
  antigravity,
  cursor,
  factory,
  junie,
  lmStudio,
  trae,
  visualStudio,
  vscode,
  warp,
  windsurf,
} from "./editors.js";
import { fastAgent } from "./fast-agent.js";
import { fastmcp } from "./fastmcp.js";
import { gemini, qwen } from "./gemini.js";
import { hermes } from "./hermes.js";
import { mcpb } from "./mcpb.js";
import { crush, kilo, opencode } from "./opencode.js";
import { registry } from "./registry.js";
import { vibe } from "./vibe.js";
import { zed } from "./zed.js";

export { type Dialect, LeftOut, type Surroundings, type TakeNote, type TimeoutUnit } from "./dialect.js";
export { generic } from "./agents.js";

/** Every dialect, in the order in which a folder's project files are searched and shapes are compared. */
export const DIALECTS: readonly Dialect[] = [
  ...[generic, claudeCode, cursor, vscode, visualStudio, antigravity],
  ...[
    gemini,
    qwen,
    hermes,
    vibe,
    codex,
    kiloLegacy,
    kilo,
    opencode,
    crush,
    roo,
    cline,
    kiro,
    amazonQ,
    copilot,
  ],
  ...[windsurf, zed, amp, junie, trae, factory, warp, continueDev, goose, lmStudio, claudeDesktop, libreChat],
  fastAgent,
  ...[fastmcp, mcpb, registry, docker, anthropicApi],
];

/** Determines the dialect of a document: by its path, else by its shape, else by a field of an entry that only one client uses. */
export function dialectOf(document: JsonObject, path: string | undefined): Dialect {
  return (
    dialectOfPath(path) ??
    DIALECTS.find(({ shape }) => shape?.(document) === true) ??
    dialectOfEntries(document) ??
    generic
  );
}

/** Dialects with file names that others use, too. */
const BY_SHAPE: ReadonlySet<string> = new Set([generic.id, mcpb.id, registry.id]);

/**
 * Returns the client that a path belongs to. A name that several use (`settings.json`, `config.toml`) counts only with its
 * folder.
 */
export function dialectOfPath(path: string | undefined): Dialect | undefined {
  if (path === undefined) return undefined;
  const names = `/${path.replaceAll("\\", "/")}`;
  const ends = (pattern: string): boolean =>
    pattern.includes("*")
      ? new RegExp(`/${pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&").replaceAll("*", "[^/]+")}$`).test(names)
      : names.endsWith(`/${pattern}`);
  const fitting = DIALECTS.filter(({ id }) => !BY_SHAPE.has(id)).flatMap((dialect) => {
    const lengths = [...dialect.project, ...dialect.home].filter(ends).map((pattern) => pattern.length);
    return lengths.length === 0 ? [] : [{ dialect, length: Math.max(...lengths) }];
  });
  // `.warp/.mcp.json` is more specific than `.mcp.json`: the longest match wins.
  return fitting.sort((a, b) => b.length - a.length)[0]?.dialect;
}

/** Determines the dialect by the first entry with a field that only one client uses. */
function dialectOfEntries(document: JsonObject): Dialect | undefined {
  const { mcpServers = document["servers"] } = document;
  const entries = Object.values(isJsonObject(mcpServers) ? mcpServers : document).filter(isJsonObject);
  return DIALECTS.find(({ markers = [] }) =>
    markers.some((field) =>
      entries.some((entry) => Object.hasOwn(entry, field) && !isJsonObject(entry[field])),
    ),
  );
}

/** Returns the dialect with the id given to `--from`. */
export function dialectNamed(id: string): Dialect | undefined {
  return DIALECTS.find((dialect) => dialect.id === id);
}
