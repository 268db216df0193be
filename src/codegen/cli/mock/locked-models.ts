import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { show } from "../../../shared/text/show.js";
import { findLock, loadLock } from "../../check/index.js";
import { FilterMatchesNothingError } from "../../config/usage-error.js";
import { loadServers } from "../../config/load-servers.js";
import type { LockFile } from "../../lock/index.js";
import type { ServerModel } from "../../model/index.js";
import type { Given } from "../../options/option-values.js";
import type { Output } from "../output.js";

/**
 * Returns the models of the servers to stand in for: those of the lock or, where a config is named, those of the lock that are in the
 * config, too. Servers of the config that were never generated are left out with a warning.
 *
 * @throws {LockMissingError} {@link FilterMatchesNothingError} for a server that is not in the lock
 */
export async function lockedModels(
  given: Given<"mock">,
  cwd: string,
  output: Output,
): Promise<readonly ServerModel[]> {
  const { config, servers: named } = given;
  const path = config === undefined ? undefined : resolve(cwd, config);
  if (path !== undefined && (await isLock(path))) return select(modelsOf(await loadLock(path)), named);
  const models = modelsOf((await findLock(given, cwd)).lock);
  if (config === undefined) return select(models, named);
  const { servers, rejected } = (await loadServers(config, { cwd })).config;
  const keys = new Set([...servers.map(({ key }) => key), ...Object.keys(rejected)]);
  const missing = [...keys].filter((key) => !models.some((model) => model.key === key));
  const there = models.filter(({ key }) => keys.has(key));
  if (there.length === 0 && named === undefined)
    throw new FilterMatchesNothingError(
      `None of the servers of ${show(config, 1_000)} is in the lock, which has ${namesOf(models)}.`,
      `Generate their clients first: fmcp-codegen ${show(config, 1_000)}.`,
    );
  if (missing.length > 0 && named === undefined)
    output.warn(`Not in the lock, and not served: ${missing.map((key) => show(key)).join(", ")}.`);
  return select(there, named);
}

/** Lists the keys of servers, for messages. */
export function namesOf(models: readonly ServerModel[]): string {
  return models.map(({ key }) => show(key)).join(", ");
}

function modelsOf({ servers }: LockFile): readonly ServerModel[] {
  return Object.values(servers).map(({ model }) => model);
}

/** @throws {FilterMatchesNothingError} */
function select(
  models: readonly ServerModel[],
  named: readonly string[] | undefined,
): readonly ServerModel[] {
  const unknown = named?.find((key) => !models.some((model) => model.key === key));
  if (unknown !== undefined)
    throw new FilterMatchesNothingError(
      `Server "${show(unknown)}" is not in the lock.`,
      `It has ${namesOf(models)}.`,
    );
  return models.filter(({ key }) => named?.includes(key) ?? true);
}

/** Whether a file is a lock, under whatever name, not a config. */
async function isLock(path: string): Promise<boolean> {
  try {
    return Object.hasOwn(JSON.parse(await readFile(path, "utf8")) as object, "lockVersion");
  } catch {
    return false;
  }
}
