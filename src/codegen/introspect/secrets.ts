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
  const { entry: public_ } = inlineEntry(entry);
  if (entry.kind === "stdio") {
    const kept = (public_["args"] ?? []) as readonly string[];
    return [
      ...Object.values(entry.env),
      ...entry.args.flatMap((arg, i) => (arg === kept[i] ? [] : [arg, arg.replace(/^.*?[=:]\s*/s, "")])),
    ];
  }
  const keptUrl = String(public_["url"]);
  const parts = entry.url.split(/[/?&=#@:]+/).filter((part) => !keptUrl.includes(part));
  const headers = Object.values(entry.headers).flatMap((value) => [value, value.replace(/^\S+\s+/, "")]);
  return [
    ...parts,
    ...headers,
    ...(typeof entry.auth === "string" && entry.auth !== "oauth" ? [entry.auth] : []),
  ];
}
