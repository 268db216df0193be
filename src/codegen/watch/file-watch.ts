import { createHash } from "node:crypto";
import { type FSWatcher, readFileSync, watch } from "node:fs";
import { basename, dirname } from "node:path";

/**
 * Tells of files whose bytes changed. The folders are watched, not the files, since editors replace a file by renaming
 * another one over it; Node's own `watch` is enough for a handful of folders that are not searched for names.
 */
export class FileWatch {
  readonly #onChange: (path: string) => void;
  readonly #folders = new Map<string, FSWatcher>();
  /** Digest of each file as it was last seen; `undefined`: it was not there. */
  readonly #seen = new Map<string, string | undefined>();

  constructor(onChange: (path: string) => void) {
    this.#onChange = onChange;
  }

  /** Watches these files (absolute), and no others. One that does not exist yet may come. */
  only(paths: Iterable<string>): void {
    const wanted = new Set(paths);
    for (const path of [...this.#seen.keys()]) if (!wanted.has(path)) this.#seen.delete(path);
    for (const path of wanted) if (!this.#seen.has(path)) this.#seen.set(path, digestOf(path));
    const folders = new Set([...wanted].map((path) => dirname(path)));
    for (const [folder, watcher] of this.#folders) {
      if (folders.has(folder)) continue;
      watcher.close();
      this.#folders.delete(folder);
    }
    for (const folder of folders) this.#watch(folder);
  }

  close(): void {
    this.only([]);
  }

  #watch(folder: string): void {
    if (this.#folders.has(folder)) return;
    try {
      const watcher = watch(folder, (_event, name) => this.#look(folder, name));
      // the folder is gone: `only` takes it up again when it is back
      watcher.on("error", () => {
        watcher.close();
        this.#folders.delete(folder);
      });
      this.#folders.set(folder, watcher);
    } catch {
      // not there
    }
  }

  #look(folder: string, name: string | null): void {
    for (const [path, before] of [...this.#seen]) {
      if (dirname(path) !== folder || (name !== null && basename(path) !== name)) continue;
      const now = digestOf(path);
      // half of a rename: the other half will come, or somebody deleted it and the server runs on
      if (now === undefined || now === before) continue;
      this.#seen.set(path, now);
      this.#onChange(path);
    }
  }
}

function digestOf(path: string): string | undefined {
  try {
    return createHash("sha256").update(readFileSync(path)).digest("hex");
  } catch {
    return undefined;
  }
}
