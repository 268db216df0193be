import { resolve } from "node:path";
import { resolveEntry, type ServerEntry } from "../../shared/config/index.js";

const SCRIPT = /\.(?:[cm]?[jt]sx?|py|rb|sh|pl|php|lua|jar|exs?|go|rs|env)$/i;

/**
 * Returns the files of a local server that its entry names: scripts in its command and arguments, and its `envFile`.
 * Files that these import are not known.
 */
export function scriptsOf(
  entry: ServerEntry,
  env: Readonly<Record<string, string | undefined>>,
): readonly string[] {
  const { folder = "." } = entry;
  const resolved = resolveEntry(entry, { env, workspaceFolder: resolve(folder) }).entry ?? entry;
  if (resolved.kind !== "stdio") return [];
  const { command, args, envFile, cwd = "." } = resolved;
  const named = [command, ...args].filter((word) => SCRIPT.test(word) && !word.startsWith("-"));
  const files = [...named, ...(envFile === undefined ? [] : [envFile])];
  return [...new Set(files.map((file) => resolve(folder, cwd, file)))].filter(
    (file) => !file.replaceAll("\\", "/").includes("/node_modules/"),
  );
}
