import { appendFile, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseEnv } from "node:util";

/** The result of keeping values in a `.env`. */
export interface Kept {
  /** Names of the files that changed. */
  readonly changed: readonly string[];
  /** Names of variables whose values no line of a `.env` keeps. */
  readonly unkept: readonly string[];
}

/** Returns the variables of the `.env` in a folder. */
export async function envFileOf(folder: string): Promise<Readonly<Record<string, string | undefined>>> {
  return parseEnv(await readFile(join(folder, ".env"), "utf8").catch(() => ""));
}

/** Adds missing values to a private `.env`, and `.env` to `.gitignore`. */
export async function keepInEnvFile(folder: string, values: Readonly<Record<string, string>>): Promise<Kept> {
  const path = join(folder, ".env");
  const text = await readFile(path, "utf8").catch(() => "");
  const known = await envFileOf(folder);
  const missing = Object.entries(values).filter(([name]) => known[name] === undefined);
  const lines = missing.map(([name, value]) => [name, envLine(name, value)] as const);
  const unkept = lines.filter(([, line]) => line === undefined).map(([name]) => name);
  const added = lines.map(([, line]) => line ?? "").join("");
  if (added !== "")
    await writeFile(path, `${text}${text === "" || text.endsWith("\n") ? "" : "\n"}${added}`, {
      mode: 0o600,
    });
  const changed = added === "" ? [] : [".env"];
  const ignore = join(folder, ".gitignore");
  const ignored = await readFile(ignore, "utf8").catch(() => "");
  if (/^\/?\.env(?:\*|\.\*)?\s*$/m.test(ignored)) return { changed, unkept };
  await appendFile(ignore, `${ignored === "" || ignored.endsWith("\n") ? "" : "\n"}.env\n`);
  return { changed: [...changed, ".gitignore"], unkept };
}

/**
 * Returns the line of a variable in a form from which `node --env-file` and `dotenv` read the same value; `undefined`: there is
 * none. In double quotes both read `\n` as a line break; a backslash before a quote is read as a part of the value by one only.
 */
export function envLine(name: string, value: string): string | undefined {
  if (/[\r\0]/.test(value)) return undefined;
  if (/^[\w./:@+=-]*$/.test(value)) return `${name}=${value}\n`;
  const quote = [`"`, `'`, "`"].find(
    (each) => !value.includes(each) && !(each === `"` ? value.includes("\\") : value.endsWith("\\")),
  );
  if (quote !== undefined) return `${name}=${quote}${value}${quote}\n`;
  const isPlain = /^[^\s'"`#][^#\n]*$/.test(value) && value.trim() === value;
  return isPlain ? `${name}=${value}\n` : undefined;
}
