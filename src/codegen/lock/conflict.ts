import { LockInvalidError } from "./lock-errors.js";
import type { LockFile } from "./lock-file.js";
import { readLock } from "./read-lock.js";

/** Returns both sides of a text in which git left conflict markers, ours first; `undefined` if it has none. */
export function sidesOf(text: string): readonly [ours: string, theirs: string] | undefined {
  if (!/^<{7}(?: |$)/m.test(text)) return undefined;
  const sides: [string[], string[]] = [[], []];
  let at: "both" | "ours" | "base" | "theirs" = "both";
  for (const line of text.split("\n")) {
    if (/^<{7}(?: |\r?$)/.test(line)) at = "ours";
    else if (at === "ours" && /^\|{7}(?: |\r?$)/.test(line)) at = "base";
    else if (at !== "both" && /^={7}\r?$/.test(line)) at = "theirs";
    else if (at === "theirs" && /^>{7}(?: |\r?$)/.test(line)) at = "both";
    else {
      if (at === "both" || at === "ours") sides[0].push(line);
      if (at === "both" || at === "theirs") sides[1].push(line);
    }
  }
  return [sides[0].join("\n"), sides[1].join("\n")];
}

/**
 * Reads a lock that a merge may have left in conflict, and combines the files and servers of both sides. Only for a run that asks
 * the servers, which replaces what each offers; if a server cannot be asked, our side takes precedence.
 *
 * @throws {LockInvalidError} if it, or a side of it, is not a lock
 */
export function readMergedLock(text: string, path: string): LockFile {
  const sides = sidesOf(text);
  if (sides === undefined) return readLock(text, path);
  try {
    const [ours, theirs] = sides.map((side) => readLock(side, path)) as [LockFile, LockFile];
    return {
      ...ours,
      files: { ...theirs.files, ...ours.files },
      servers: { ...theirs.servers, ...ours.servers },
    };
  } catch (cause) {
    throw new LockInvalidError(path, "it contains merge conflicts, and one side is not a lock.", cause);
  }
}
