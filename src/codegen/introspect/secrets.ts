import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseEnv } from "node:util";
import { resolveEntry, type ServerEntry } from "../../shared/config/index.js";
import { entrySecrets, redact } from "../../shared/secrets/index.js";

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

function secretsOf(entry: ServerEntry): readonly string[] {
  return [...entrySecrets(entry), ...(entry.kind === "stdio" ? envFileOf(entry) : [])];
}

/** Returns the values in the entry's `.env` file; none if it cannot be read. */
function envFileOf({ envFile, folder = "." }: Extract<ServerEntry, { kind: "stdio" }>): readonly string[] {
  if (envFile === undefined) return [];
  try {
    return Object.values(parseEnv(readFileSync(resolve(folder, envFile), "utf8")) as Record<string, string>);
  } catch {
    return [];
  }
}
