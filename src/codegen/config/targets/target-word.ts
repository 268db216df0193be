import { existsSync } from "node:fs";
import { resolve } from "node:path";

/** What the command line accepts in place of a config file. */
export type Target =
  | { readonly kind: "url"; readonly url: string }
  | { readonly kind: "script"; readonly path: string }
  | { readonly kind: "bundle"; readonly path: string }
  | { readonly kind: "command"; readonly words: readonly string[] }
  | { readonly kind: "package"; readonly runner: "npx" | "uvx"; readonly spec: string }
  | { readonly kind: "registry"; readonly name: string; readonly version: string | undefined }
  | { readonly kind: "client"; readonly id: string };

const COMMAND = "command:";
const CLIENT = "client:";

/**
 * Joins what follows `--`, or what `--from` names, into one word that takes the place of the config, so that every command
 * that takes a config also takes these.
 */
export function withTargetWord(argv: readonly string[]): readonly string[] {
  const dash = argv.indexOf("--");
  const own = dash === -1 ? argv : argv.slice(0, dash);
  const words = dash === -1 ? [] : argv.slice(dash + 1);
  const target = words.length === 0 ? [] : [`${COMMAND}${JSON.stringify(words)}`];
  const from = own.findIndex((word) => word === "--from" || word.startsWith("--from="));
  const flag = own[from];
  const inline = flag?.startsWith("--from=") === true;
  const id = inline ? flag.slice("--from=".length) : own[from + 1];
  if (flag === undefined || id === undefined) return [...own, ...target];
  return [...own.slice(0, from), ...own.slice(from + (inline ? 1 : 2)), `${CLIENT}${id}`, ...target];
}

/** Returns the target that a word names; `undefined` if it is the path of a config. */
export function targetOf(word: string, cwd: string): Target | undefined {
  if (word.startsWith(COMMAND))
    return { kind: "command", words: JSON.parse(word.slice(COMMAND.length)) as string[] };
  if (word.startsWith(CLIENT)) return { kind: "client", id: word.slice(CLIENT.length) };
  if (/^(?:https?|wss?):\/\//i.test(word)) return { kind: "url", url: word };
  const [, scheme, rest = ""] = /^(npm|npx|pypi|uvx|registry):(.+)$/.exec(word) ?? [];
  if (scheme === "registry") {
    const [name = "", version] = rest.split("@");
    return { kind: "registry", name, version };
  }
  if (scheme !== undefined)
    return { kind: "package", runner: scheme === "npm" || scheme === "npx" ? "npx" : "uvx", spec: rest };
  const path = resolve(cwd, word);
  if (/\.(?:mcpb|dxt)$/i.test(word)) return { kind: "bundle", path };
  if (/\.(?:py|[mc]?[jt]s)$/i.test(word)) return { kind: "script", path };
  if (/^@[\w.-]+\/[\w.-]+(?:@[\w.^~-]+)?$/.test(word) && !existsSync(path))
    return { kind: "package", runner: "npx", spec: word };
  return undefined;
}

/** Makes a word of the command line independent of the working directory: paths become absolute. */
export function configWord(word: string, cwd: string): string {
  const kind = targetOf(word, cwd)?.kind;
  return kind === undefined || kind === "script" || kind === "bundle" ? resolve(cwd, word) : word;
}
