import { resolve } from "node:path";
import { type ConfigFault, fieldsOf, type ServerEntry } from "../../shared/config/index.js";
import { show } from "../../shared/text/show.js";
import type { Limits } from "../model/limits.js";
import { type ConfigValues, type Given, mergeOptions } from "../options/option-values.js";
import type { ImportExtension, ModuleKind } from "../plan/index.js";
import { saysCommonJs } from "./common-js.js";
import { chooseOut } from "./choose-out.js";
import { discover, OPTION_FILES } from "./discover.js";
import { withAnswers } from "./inputs.js";
import { type FilterGlobs, selectServers, toolGlobs } from "./filter.js";
import { chooseImportExt } from "./import-ext.js";
import type { LoadedOptions } from "./load-options.js";
import { type LoadContext, type LoadedServers, loadServers } from "./load-servers.js";
import { ConfigInvalidError, FilterMatchesNothingError } from "./usage-error.js";

/** Flags, options file and defaults merged: no flag is read after this. Paths are absolute. */
export interface Settings extends Omit<ConfigValues, "servers" | "exclude" | "config"> {
  readonly servers: LoadedServers;
  /** The options file, if there is one. */
  readonly optionsPath: string | undefined;
  /** Servers that remain after `disabled` and the globs for whole servers. */
  readonly entries: readonly ServerEntry[];
  /** Keys of servers that are not asked but belong to the output: their part of the lock is kept. */
  readonly others: readonly string[];
  /** Those of `others` that the config disables. */
  readonly disabled: readonly string[];
  /** Faults of servers that were asked for. They affect the exit code, not the other servers. */
  readonly faults: readonly ConfigFault[];
  /** Parts of the config that are ignored, and entries that cannot be reached as servers from here. */
  readonly warnings: readonly ConfigFault[];
  /** Which tools of which servers are generated. */
  readonly globs: FilterGlobs;
  readonly out: string;
  readonly importExt: ImportExtension;
  /** The tsconfig that decided `importExt`; `undefined` if the user did, or there is none. */
  readonly tsconfig: string | undefined;
  /** Absent means ES modules. */
  readonly module?: ModuleKind;
  readonly limits: Partial<Limits>;
  readonly names: Readonly<Record<string, string>>;
}

/**
 * Finds and reads every file that a run depends on. A flag overrides the options file, which overrides the default.
 *
 * @throws {UsageError} a subclass for each cause; see `usage-error.ts`
 */
export async function loadSettings(
  given: Given,
  cwd: string,
  context: Pick<LoadContext, "commands" | "passing"> = {},
): Promise<Settings> {
  const file = await findOptions(given.optionsFile, cwd);
  const values = mergeOptions(given, file?.options ?? {}, cwd);
  const out = chooseOut(given.out, file?.options.out, cwd);
  const { config, servers: include = [], exclude = [], ...used } = values;
  const servers = await loadServers(config, { ...context, cwd, own: out });
  const output = { include: file?.options.servers ?? [], exclude: file?.options.exclude ?? [] };
  // A server that was named directly is the one that is meant, whatever else the output's own config contains.
  const asked = servers.target === undefined || given.servers !== undefined ? include : [servers.target.key];
  const picked = pick(servers, { include: asked, exclude }, output);
  return {
    ...used,
    servers,
    optionsPath: file?.path,
    ...picked,
    entries: picked.entries.map((entry) => withAnswers(withProtocol(entry, given), given.input)),
    out,
    ...(used.importExt === undefined
      ? chooseImportExt(out)
      : { importExt: used.importExt, tsconfig: undefined }),
    ...(used.module === undefined && saysCommonJs(out) && { module: "commonjs" }),
    limits: used.limits ?? {},
    names: used.names ?? {},
  };
}

/** Reads the file of options that was named, else the nearest one. */
export async function findOptions(
  named: string | undefined,
  cwd: string,
): Promise<LoadedOptions | undefined> {
  const path = named === undefined ? (await discover(cwd, OPTION_FILES)).path : resolve(cwd, named);
  if (path === undefined) return undefined;
  const { loadOptions } = await import("./load-options.js");
  return await loadOptions(path);
}

/** Applies the flags to an entry, including its fields, from which it is read again once variables are resolved. */
function withProtocol(entry: ServerEntry, { protocol, probeTimeoutMs }: Given): ServerEntry {
  const said = {
    ...(protocol !== undefined && { protocol }),
    ...(probeTimeoutMs !== undefined && { probeTimeoutMs }),
  };
  if (Object.keys(said).length === 0) return entry;
  return { ...entry, ...said, fields: { ...fieldsOf(entry), ...said } };
}

type Picked = Pick<Settings, "entries" | "others" | "disabled" | "faults" | "warnings" | "globs">;

/**
 * Selects the servers to ask by the globs of the flags, and those to keep by the globs of the options file. A disabled server
 * is asked only if a glob is exactly its key. Faults of servers that were not asked for are ignored.
 */
function pick({ path, config }: LoadedServers, asked: FilterGlobs, output: FilterGlobs): Picked {
  const keys = [...new Set([...config.servers.map((entry) => entry.key), ...Object.keys(config.rejected)])];
  const selected = new Set(selectServers(keys, asked));
  const faults = config.faults.filter((fault) => fault.server === undefined || selected.has(fault.server));
  const isOff = (entry: ServerEntry): boolean => entry.disabled && !asked.include.includes(entry.key);
  const left = config.servers.filter((entry) => selected.has(entry.key));
  const entries = left.filter((entry) => !isOff(entry));
  if (entries.length === 0 && faults.length > 0) throw new ConfigInvalidError(path, faults);
  if (entries.length === 0) {
    throw new FilterMatchesNothingError(
      `${show(path, 1_000)}: every selected server is disabled.`,
      "Enable one, or name it with --server.",
    );
  }
  const kept = new Set([...selected, ...selectServers(keys, output)]);
  for (const { key } of entries) kept.delete(key);
  const others = [...kept];
  const off = new Set(left.filter(isOff).map((entry) => entry.key));
  const isConcern = ({ server }: ConfigFault): boolean =>
    server === undefined || (selected.has(server) && !off.has(server));
  return {
    entries,
    others,
    disabled: [...off],
    faults,
    warnings: (config.warnings ?? []).filter(isConcern),
    globs: toolGlobs(asked, [...selected], others),
  };
}
