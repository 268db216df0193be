import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";

type Call = (...args: unknown[]) => unknown;
const CALLS = [
  ...["lstat", "stat", "readFile", "readdir", "realpath", "open", "mkdir", "writeFile"],
  ...["rename", "rm", "rmdir", "unlink"],
];

/**
 * Runs `work`, and does something else right before its file-system call number `at`, as another process might.
 *
 * @returns how many calls there were
 */
export async function beforeStep(
  at: number,
  other: () => void,
  work: () => Promise<unknown>,
): Promise<number> {
  const promises = fs.promises as unknown as Record<string, Call>;
  const originals = Object.fromEntries(CALLS.map((name) => [name, promises[name] as Call]));
  let calls = 0;
  for (const [name, original] of Object.entries(originals))
    promises[name] = async (...args) => {
      if (calls++ === at) other();
      return original(...args);
    };
  syncBuiltinESMExports();
  try {
    await work();
  } finally {
    Object.assign(promises, originals);
    syncBuiltinESMExports();
  }
  return calls;
}
