import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseEnv } from "node:util";
import type { QuoteMasks } from "../model/index.js";
import { resolveEntry, type ServerEntry } from "../../shared/config/index.js";
import { entrySecrets, maskOf, quotableSecrets, redact } from "../../shared/secrets/index.js";

/**
 * Removes from a message about a server the secrets of its config: values of variables and headers, and possible secrets in its
 * arguments and URL. Servers often quote in errors how they were started.
 */
export function withoutSecrets(
  message: string,
  entry: ServerEntry,
  env: Readonly<Record<string, string | undefined>>,
): string {
  const resolved = resolveEntry(entry, { env }).entry;
  return redact(message, [...secretsOf(entry), ...(resolved === undefined ? [] : secretsOf(resolved))]);
}

/** Returns what replaces the secrets of a server's config in what the server says of itself; `undefined`: there are none. */
export function quotedSecrets(
  entry: ServerEntry,
  env: Readonly<Record<string, string | undefined>>,
): QuoteMasks | undefined {
  const { entry: resolved } = resolveEntry(entry, { env });
  const known = [entry, ...(resolved === undefined ? [] : [resolved])];
  const quotable = known.map((each) => quotableSecrets(each, envFileOf(each)));
  const possible = maskOf(quotable.flatMap((each) => each.possible));
  if (possible === undefined) return undefined;
  return { possible, certain: maskOf(quotable.flatMap((each) => each.certain)) };
}

function secretsOf(entry: ServerEntry): readonly string[] {
  return [...entrySecrets(entry), ...Object.values(envFileOf(entry))];
}

/** Returns the variables in the entry's `.env` file; none if it cannot be read. */
function envFileOf(entry: ServerEntry): Readonly<Record<string, string>> {
  if (entry.kind !== "stdio" || entry.envFile === undefined) return {};
  try {
    return parseEnv(readFileSync(resolve(entry.folder ?? ".", entry.envFile), "utf8")) as Record<
      string,
      string
    >;
  } catch {
    return {};
  }
}
