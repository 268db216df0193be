import { appendFile, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseEnv } from "node:util";

/** Adds missing values to a private `.env`, and `.env` to `.gitignore`. Returns which files changed. */
export async function keepInEnvFile(
  folder: string,
  values: Readonly<Record<string, string>>,
): Promise<readonly string[]> {
  const path = join(folder, ".env");
  const text = await readFile(path, "utf8").catch(() => "");
  const known = parseEnv(text) as Record<string, string | undefined>;
  const lines = Object.entries(values)
    .filter(([name]) => known[name] === undefined)
    .map(([name, value]) => `${name}=${quoted(value)}\n`);
  if (lines.length > 0)
    await writeFile(path, `${text}${text === "" || text.endsWith("\n") ? "" : "\n"}${lines.join("")}`, {
      mode: 0o600,
    });
  const changed = lines.length > 0 ? [".env"] : [];
  const ignore = join(folder, ".gitignore");
  const ignored = await readFile(ignore, "utf8").catch(() => "");
  if (/^\/?\.env(?:\*|\.\*)?\s*$/m.test(ignored)) return changed;
  await appendFile(ignore, `${ignored === "" || ignored.endsWith("\n") ? "" : "\n"}.env\n`);
  return [...changed, ".gitignore"];
}

/** Quotes a value for `node --env-file`, with a quote that the value does not contain. */
function quoted(value: string): string {
  if (/^[\w./:@+=-]*$/.test(value)) return value;
  const quote = [`"`, `'`, "`"].find((each) => !value.includes(each)) ?? `"`;
  return `${quote}${value}${quote}`;
}
