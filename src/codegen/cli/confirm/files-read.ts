import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { resolve } from "node:path";
import { interpolate, type InterpolationContext } from "../../../shared/config/interpolate.js";
import { sha256 } from "../../lock/sha256.js";
import { stringsIn } from "./strings-in.js";

/** What of an entry may name files. */
export interface NamesFiles {
  /** Whatever may contain `${file:path}`. */
  readonly values: unknown;
  readonly envFile?: string | undefined;
}

/**
 * Returns the digest of each file that is read for an entry, by its path: the file of its variables, and those in `${file:path}`.
 * `missing` stands for a file that cannot be read.
 */
export function filesReadFor(
  { values, envFile }: NamesFiles,
  folder: string,
  env: InterpolationContext["env"],
): Readonly<Record<string, string>> {
  const digests = new Map<string, string>();
  const readFile = (path: string): string | undefined => {
    const place = resolve(folder, path.replace(/^~(?=[\\/])/, homedir()));
    const text = textOf(place);
    digests.set(place, text === undefined ? "missing" : sha256(text));
    return text;
  };
  const context = { env, workspaceFolder: folder, userHome: homedir(), readFile };
  const resolved = (text: string): string => interpolate(text, context, () => undefined);
  for (const text of stringsIn(values)) resolved(text);
  if (envFile !== undefined) readFile(resolved(envFile));
  return Object.fromEntries(digests);
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
