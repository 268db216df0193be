/** Syntax of a config file. */
export type Format = "json" | "toml" | "yaml";

/** Determines the format of a text: by the extension of its path, else by its beginning. */
export function formatOf(text: string, path: string | undefined): Format {
  const [ending] = /\.(?:jsonc?|toml|ya?ml)$/i.exec(path ?? "") ?? [];
  if (/toml$/i.test(ending ?? "")) return "toml";
  if (/ya?ml$/i.test(ending ?? "")) return "yaml";
  if (ending !== undefined) return "json";
  const first = text.split(/\r?\n/).find((line) => line.trim() !== "" && !/^\s*#/.test(line)) ?? "";
  if (/^\s*(?:\[\[?[\w.\-" ]+\]\]?|[\w.-]+\s*=\s*\S.*)\s*(?:#.*)?$/.test(first)) return "toml";
  return /^(?:---|[\w.-]+:(?:\s|$))/.test(first) ? "yaml" : "json";
}
