import { randomBytes } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, join } from "node:path";

/** How many digests are remembered, the latest first. */
const MAX_DIGESTS = 5_000;

/** The commands that this user has confirmed, by digest, kept in a file of the user outside every project. */
export class ConfirmedCommands {
  readonly #path: string;

  constructor(folder: string) {
    this.#path = join(folder, "confirmed-commands.json");
  }

  /** A file that does not exist or cannot be read confirms nothing. */
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

/** Returns where programs keep state for this user (XDG Base Directory: state). */
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
