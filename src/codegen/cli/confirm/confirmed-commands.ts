import { randomBytes } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, join } from "node:path";

/** So many are remembered, the latest. */
const MAX_DIGESTS = 5_000;

/** Which commands this user has confirmed, by digest: a file of the user's own, outside every project. */
export class ConfirmedCommands {
  readonly #path: string;

  constructor(folder: string) {
    this.#path = join(folder, "confirmed-commands.json");
  }

  /** A file that is not there, or cannot be read, confirms nothing. */
  async digests(): Promise<ReadonlySet<string>> {
    try {
      const value: unknown = JSON.parse(await readFile(this.#path, "utf8"));
      return new Set(Array.isArray(value) ? value.filter((each) => typeof each === "string") : []);
    } catch {
      return new Set();
    }
  }

  async add(digests: readonly string[]): Promise<void> {
    const all = [...new Set([...(await this.digests()), ...digests])].slice(-MAX_DIGESTS);
    await mkdir(dirname(this.#path), { recursive: true, mode: 0o700 });
    const temporary = `${this.#path}.${randomBytes(6).toString("hex")}`;
    await writeFile(temporary, JSON.stringify(all), { mode: 0o600, flag: "wx" });
    await rename(temporary, this.#path);
  }
}

/** Where programs keep what they know of this user (XDG Base Directory: state). */
export function stateFolder(
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform = process.platform,
  home: string = homedir(),
): string {
  if (env["XDG_STATE_HOME"]) return join(env["XDG_STATE_HOME"], "fmcp-codegen");
  if (platform === "darwin") return join(home, "Library", "Application Support", "fmcp-codegen");
  if (platform === "win32")
    return join(env["LOCALAPPDATA"] ?? join(home, "AppData", "Local"), "fmcp-codegen");
  return join(home, ".local", "state", "fmcp-codegen");
}
