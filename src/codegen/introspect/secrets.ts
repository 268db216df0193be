import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseEnv } from "node:util";
import { redact } from "../../runtime/transport/redact.js";
import { resolveEntry, type ServerEntry } from "../../shared/config/index.js";
import { inlineEntry } from "../plan/index.js";

/**
 * A message about a server without what its config holds in confidence: values of variables and headers, and whatever in its
 * arguments and URL `--inline-config` would not copy either. Errors of servers love to quote how they were started.
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
  const shown = leavesOf(inlineEntry(entry).entry);
  const isHidden = (text: string): boolean => !shown.includes(text);
  const isPartHidden = (part: string): boolean => !shown.some((text) => text.includes(part));
  const whole = entry.kind === "stdio" ? [...Object.values(entry.env), ...envFileOf(entry)] : [];
  const composed = entry.kind === "stdio" ? entry.args : [entry.url, ...Object.values(entry.headers)];
  const settings = entry.kind === "stdio" || entry.auth === "oauth" ? [] : leavesOf(entry.auth);
  return [
    ...whole,
    ...settings.filter(isHidden),
    // a server may quote a password without the URL around it
    ...composed.filter(isHidden).flatMap((text) => [text, ...text.split(SEPARATORS).filter(isPartHidden)]),
  ];
}

const SEPARATORS = /[\s/?&=#@:,;"'{}]+/;

/** Every text in a value, at any depth. */
function leavesOf(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(leavesOf) : [];
}

/** Values in the entry's `.env` file; none where it cannot be read. */
function envFileOf({ envFile, folder = "." }: Extract<ServerEntry, { kind: "stdio" }>): readonly string[] {
  if (envFile === undefined) return [];
  try {
    return Object.values(parseEnv(readFileSync(resolve(folder, envFile), "utf8")) as Record<string, string>);
  } catch {
    return [];
  }
}
