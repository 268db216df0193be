import { createHash } from "node:crypto";
import { type FSWatcher, readFileSync, watch } from "node:fs";
import { basename, dirname } from "node:path";

/**
 * Reports files whose bytes changed. Watches the folders rather than the files, since editors replace a file by
 * renaming another one over it; Node's own `watch` is enough for a few folders whose files are known by name.
 */
export class FileWatch {
  readonly #onChange: (path: string) => void;
  readonly #folders = new Map<string, FSWatcher>();
  /** Digest of each file when last seen; `undefined` if it did not exist. */
  readonly #seen = new Map<string, string | undefined>();

  constructor(onChange: (path: string) => void) {
    this.#onChange = onChange;
  }

  /** Watches these files (absolute paths) and no others. A file need not exist yet. */
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
      // the folder is gone: `only` watches it again once it is back
      watcher.on("error", () => {
        watcher.close();
        this.#folders.delete(folder);
      });
      this.#folders.set(folder, watcher);
    } catch {
      // does not exist
    }
  }

  #look(folder: string, name: string | null): void {
    for (const [path, before] of [...this.#seen]) {
      if (dirname(path) !== folder || (name !== null && basename(path) !== name)) continue;
      const now = digestOf(path);
      // half of a rename, whose other half will follow, or a deleted file, without which the server runs on
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
