import { isAbsolute, relative, resolve } from "node:path";
import { fieldsOf, serializeConfig, type ServerEntry } from "../../../shared/config/index.js";
import { HONOURED } from "../../../shared/config/entry-fields/known.js";
import type { Json, JsonObject } from "../../../shared/json/json.js";
import { withWrittenDefaults } from "../../config/inputs.js";
import { freeIn, type IsFree, withoutLiteralSecrets } from "../../config/literal-secrets.js";
import { plainFields } from "../../config/plain-fields.js";
import type { KnownServer } from "./known-servers.js";

/** A config as `init` writes it. */
export interface CleanConfig {
  readonly text: string;
  /** Keys of its servers, in order. */
  readonly keys: readonly string[];
  /** Literal secrets that were taken out, by variable. */
  readonly secrets: Readonly<Record<string, string>>;
}

/**
 * Makes an `mcp.json` for `folder` with these servers, with a variable in place of every literal secret.
 *
 * @param isFree Whether a variable may have this value: one that is set to another may not. Default: any may.
 */
export function cleanConfig(
  servers: readonly KnownServer[],
  folder: string,
  isFree: IsFree = () => true,
): CleanConfig {
  const secrets: Record<string, string> = {};
  const keys = new Set<string>();
  const entries = servers.map(({ entry }): ServerEntry => {
    const key = free(entry.key, keys);
    keys.add(key);
    const clean = withoutLiteralSecrets(key, placed(entry, folder), entry.secretTexts, (...pair) => {
      // Another server may use the same name for a different value.
      return freeIn(secrets)(...pair) && isFree(...pair);
    });
    Object.assign(secrets, clean.secrets);
    const { fields: _fields, secretsFrom: _secretsFrom, secretTexts: _secretTexts, ...rest } = entry;
    return { ...rest, key, raw: clean.entry };
  });
  return { text: serializeConfig({ servers: entries, rejected: {}, rest: {} }), keys: [...keys], secrets };
}

function free(key: string, taken: ReadonlySet<string>): string {
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? key : `${key}-${number}`;
    if (!taken.has(candidate)) return candidate;
  }
}

/** Drops fields that have no meaning in our file, writes the others by their plain names, and makes relative paths relative to `folder`. */
function placed(entry: ServerEntry, folder: string): JsonObject {
  const { folder: home = folder } = entry;
  const obeyed = Object.entries(fieldsOf(entry)).filter(
    ([name, value]) => HONOURED.has(name) && !SWITCHES.has(name) && !isUnset(name, value),
  );
  const fields = withWrittenDefaults(plainFields(Object.fromEntries(obeyed)), entry.inputs);
  if (entry.kind !== "stdio" || resolve(home) === resolve(folder)) return fields;
  const way = relative(folder, home).replaceAll("\\", "/");
  const base = isAbsolute(way) || way === "" ? resolve(home) : way;
  const moved = (path: string): string =>
    isAbsolute(path) || path.includes("${") ? path : `${base}/${path}`;
  const { cwd, envFile }: { readonly cwd?: Json; readonly envFile?: Json } = fields;
  const usesFolder = [entry.command, ...entry.args].some(isRelativePath);
  return {
    ...fields,
    ...(typeof cwd === "string" ? { cwd: moved(cwd) } : usesFolder ? { cwd: base } : {}),
    ...(typeof envFile === "string" && { envFile: moved(envFile) }),
  };
}

/** Whether a field has no effect, such as `"env": {}`. An empty list of tools has one: it shows none. */
function isUnset(name: string, value: Json): boolean {
  const isEmpty = typeof value === "object" && value !== null && Object.keys(value).length === 0;
  return isEmpty && ["args", "env", "headers"].includes(name);
}

/** Whether a word of a command line is a relative path. */
function isRelativePath(word: string): boolean {
  if (isAbsolute(word) || /^(?:-|[a-z]+:)/i.test(word) || word.includes("${")) return false;
  return /^\.{1,2}[\\/]/.test(word) || /\.(?:[mc]?[jt]s|py)$/.test(word);
}

/** Fields that switch a server on or off, dropped because only enabled servers are taken. */
const SWITCHES: ReadonlySet<string> = new Set(["disabled", "enabled"]);
