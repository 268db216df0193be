import { host } from "./host.js";

/** How package managers start a program of a dependency, by the name with which they introduce themselves. */
const RUNNERS: Readonly<Record<string, string>> = { pnpm: "pnpm exec", yarn: "yarn", bun: "bunx" };

/** Formats a command of a dependency for the user's package manager and shell: `npx fmcp-codegen record 'a b'`. */
export function packageCommand(
  words: readonly string[],
  { env, platform }: Pick<typeof host, "env" | "platform"> = host,
): string {
  const [, manager = ""] = /^(\w+)\//.exec(env["npm_config_user_agent"] ?? "") ?? [];
  const runner = Object.hasOwn(RUNNERS, manager) ? RUNNERS[manager] : "npx";
  return [runner, ...words.map((word) => quotedWord(word, platform))].join(" ");
}

/** Quotes a word where the shell of the platform would not take it as it is. */
export function quotedWord(word: string, platform = host.platform): string {
  if (/^[\w@%+:,./-]+$/.test(word)) return word;
  if (platform !== "win32") return `'${word.replaceAll("'", "'\\''")}'`;
  // the rules of the C runtime, which cmd.exe and PowerShell 7.3 keep
  return `"${word.replace(/(\\*)"/g, '$1$1\\"').replace(/\\+$/, "$&$&")}"`;
}
