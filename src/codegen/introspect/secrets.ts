import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseEnv } from "node:util";
import type { QuoteMasks } from "../model/index.js";
import { type Endpoint, resolveEntry, type ServerEntry } from "../../shared/config/index.js";
import { entrySecrets, maskOf, quotableSecrets, redact } from "../../shared/secrets/index.js";

/**
 * Removes from a message about a server the secrets of its config: values of variables and headers, and possible secrets in its
 * arguments and URL. Servers often quote in errors how they were started. `obtained`: secrets that came up in a login.
 */
export function withoutSecrets(
  message: string,
  entry: ServerEntry,
  env: Readonly<Record<string, string | undefined>>,
  obtained: readonly string[] = [],
): string {
  const resolved = resolveEntry(entry, { env }).entry;
  return redact(message, [
    ...secretsOf(entry),
    ...(resolved === undefined ? [] : secretsOf(resolved)),
    ...obtained,
  ]);
}

/**
 * Returns what replaces the secrets of a server's config, and those that came up in a login, in what the server says of itself;
 * `undefined`: there are none.
 */
export function quotedSecrets(
  entry: ServerEntry,
  env: Readonly<Record<string, string | undefined>>,
  obtained: readonly string[] = [],
): QuoteMasks | undefined {
  const { entry: resolved } = resolveEntry(entry, { env });
  const known = [entry, ...(resolved === undefined ? [] : [resolved])];
  const quotable = known.map((each) => quotableSecrets(each, envFileOf(each)));
  const possible = maskOf([...quotable.flatMap((each) => each.possible), ...obtained]);
  if (possible === undefined) return undefined;
  return { possible, certain: maskOf([...quotable.flatMap((each) => each.certain), ...obtained]) };
}

function secretsOf(entry: ServerEntry): readonly string[] {
  return [...entrySecrets(entry), ...Object.values(envFileOf(entry))];
}

/** Returns the variables in the files that the entry and its replicas name as `envFile`; none of one that cannot be read. */
function envFileOf({ folder = ".", replicas = [], ...entry }: ServerEntry): Readonly<Record<string, string>> {
  return Object.assign(
    {},
    ...[...replicas, entry].map((each) => variablesIn(each, folder)),
  ) as object as Record<string, string>;
}

function variablesIn(endpoint: Endpoint, folder: string): Readonly<Record<string, string | undefined>> {
  if (endpoint.kind !== "stdio" || endpoint.envFile === undefined) return {};
  try {
    return parseEnv(readFileSync(resolve(folder, endpoint.envFile), "utf8"));
  } catch {
    return {};
  }
}
