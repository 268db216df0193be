import { existsSync } from "node:fs";
import { join, relative } from "node:path";
import type { ServerEntry } from "../../shared/config/index.js";
import { chooseOut } from "../config/choose-out.js";
import type { FmcpConfig } from "../config/define-config.js";
import { findOptions, loadSettings, type Settings } from "../config/settings.js";
import type { Severities } from "../diff/judge.js";
import type { GenerateOptions } from "../run/generate-options.js";
import { LOCK_NAME, type LockFile } from "../lock/index.js";
import { LockIncompleteError } from "./check-errors.js";
import { loadLock } from "./load-lock.js";
import { optionsOfLock } from "../options/locked-options.js";
import { type Given, mergeOptions, outputValues } from "../options/option-values.js";

/** A lock and the options that generate its files again. */
export interface Contract {
  /** Absolute. */
  readonly out: string;
  /** Whether the output folder is, or holds, the working directory: settings of the project may stand in it. */
  readonly isProject: boolean;
  readonly lockPath: string;
  readonly lock: LockFile;
  /** Ready for `generate`: offline, from the lock only. */
  readonly options: GenerateOptions;
  /** Severities of changes by rule, if fmcp.config sets them. */
  readonly severities: Severities;
  /** Servers of the config that are not in the lock; empty if no config was found. */
  readonly notLocked: readonly string[];
  /** Servers of the lock that are no longer in the config. */
  readonly notConfigured: readonly string[];
}

/**
 * Reads the lock and the options that belong to it. Options come from the lock, unless `fmcp.config` sets them, since the
 * next run would use those. No server is asked and no variable is looked up; a config need not exist.
 *
 * @throws {LockMissingError} {@link LockIncompleteError} {@link LockInvalidError} {@link UsageError}
 */
export async function loadContract(given: Given, cwd: string): Promise<Contract> {
  const options = (await findOptions(given.optionsFile, cwd))?.options ?? {};
  const values = mergeOptions(given, options, cwd);
  const out = chooseOut(given.out, options.out, cwd);
  const lockPath = join(out, LOCK_NAME);
  const lock = await loadLock(lockPath);
  const { hasTemplates, ...remembered } = optionsOfLock(lock, out, lockPath);
  const config = values.config ?? existing(remembered.configPath);
  const settings =
    config === undefined
      ? undefined
      : await loadSettings({ config, optionsFile: given.optionsFile, out: given.out }, cwd, {
          passing: true,
        });
  const { templates } = values;
  if (hasTemplates && templates === undefined)
    throw new LockIncompleteError(
      "The files were generated with custom templates.",
      "Name their folder with --templates, or in fmcp.config.",
    );
  const inlined = values.inlineConfig ?? remembered.inlineConfig ?? false;
  const keys = Object.keys(lock.servers);
  const entries = inlined ? inlineEntries(settings, keys) : [];
  const configured = settings === undefined ? undefined : configuredKeys(settings);
  return {
    out,
    isProject: !/^\.\.(?:[/\\]|$)/.test(relative(out, cwd)),
    lockPath,
    lock,
    options: {
      ...remembered,
      ...outputValues(values),
      limits: { ...remembered.limits, ...values.limits },
      ...filterOf(options, settings),
      ...(settings !== undefined && { configPath: settings.servers.path }),
      ...(templates !== undefined && { templates }),
      ...(values.outputs !== undefined && { outputs: values.outputs }),
      entries,
      others: entries.length === 0 ? [] : keys,
      out,
      offline: true,
    },
    severities: values.severities ?? {},
    notLocked: settings?.entries.map(({ key }) => key).filter((key) => !keys.includes(key)) ?? [],
    notConfigured: configured === undefined ? [] : keys.filter((key) => !configured.includes(key)),
  };
}

/** Returns the config that the code was generated from, if it still exists. */
function existing(path: string | undefined): string | undefined {
  return path !== undefined && existsSync(path) ? path : undefined;
}

/** Returns the globs of the options file, if any, as the next run would use them. */
function filterOf(
  { servers, exclude }: FmcpConfig,
  settings: Settings | undefined,
): Pick<GenerateOptions, "filter"> {
  const selects = servers !== undefined || exclude !== undefined;
  return selects && settings !== undefined ? { filter: settings.globs } : {};
}

function configuredKeys({ servers: { config } }: Settings): readonly string[] {
  return [...config.servers.map(({ key }) => key), ...Object.keys(config.rejected)];
}

function inlineEntries(settings: Settings | undefined, keys: readonly string[]): readonly ServerEntry[] {
  if (settings === undefined)
    throw new LockIncompleteError(
      "The files contain the connection settings (--inline-config), but the lock does not.",
      "Name the config: fmcp-codegen check mcp.json",
    );
  return settings.servers.config.servers.filter(({ key }) => keys.includes(key));
}
