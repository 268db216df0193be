/** Folders for a client's settings, inside the project (or the home folder) that the settings apply to. */
const SETTINGS_FOLDERS: ReadonlySet<string> = new Set([
  ...[
    ".amazonq",
    ".amp",
    ".claude",
    ".claude-plugin",
    ".codex",
    ".continue",
    ".copilot",
    ".cursor",
    ".factory",
    ".fast-agent",
  ],
  ...[
    ".gemini",
    ".github",
    ".junie",
    ".kilo",
    ".kilocode",
    ".kiro",
    ".lmstudio",
    ".mcp",
    ".opencode",
    ".qwen",
  ],
  ...[".roo", ".trae", ".vs", ".vscode", ".warp", ".windsurf", ".zed"],
]);
/** Folders in which clients keep a person's own settings, deep below the home folder. */
const IN_HOME =
  /^(.*?)[\\/](?:(?:\.config|Library[\\/]Application Support|AppData[\\/](?:Roaming|Local))[\\/](?:amp|Block|Claude|Code|crush|goose|kilo|opencode|Trae|[Zz]ed)|\.aws[\\/]amazonq|\.cache[\\/]lm-studio|\.cline|\.codeium|\.docker|\.kilocode[\\/]cli)[\\/]/;
/** How deep configs may be below a settings folder: `.amazonq/cli-agents/x.json`. */
const DEEPEST = 2;

/**
 * Returns the folder for a config's relative paths and its `${workspaceFolder}`: the one that contains the file, or, for a file
 * in a client's settings folder (`.vscode/mcp.json`, `.kiro/settings/mcp.json`, `~/.config/goose/config.yaml`), the one that
 * the settings apply to.
 *
 * @param path of the config; `/` and `\` both separate
 */
export function workspaceFolderOf(path: string): string {
  const separator = /[\\/]/.exec(path)?.[0] ?? "/";
  const home = IN_HOME.exec(path)?.[1];
  if (home !== undefined) return home === "" ? separator : home;
  const folders = path.split(/[\\/]/).slice(0, -1);
  const from = Math.max(0, folders.length - DEEPEST);
  const known = folders.findLastIndex((name, index) => index >= from && SETTINGS_FOLDERS.has(name));
  const last = folders.at(-1) ?? "";
  const hidden = /^\.[^.]/.test(last) ? folders.length - 1 : -1;
  const end = known === -1 ? hidden : known;
  const kept = end === -1 ? folders : folders.slice(0, end);
  const folder = kept.join(separator);
  if (folder === "") return kept.length === 0 ? "." : separator;
  return /^[A-Za-z]:$/.test(folder) ? `${folder}${separator}` : folder;
}
