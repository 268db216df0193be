import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { LEARNED_NAME, type LearnedFile } from "../learn/learned-file.js";
import { readLearned } from "../learn/read-learned.js";
import type { OutputSources } from "../learn/with-outputs.js";
import { outputSchemas } from "../config/output-schemas.js";
import type { GenerateOptions } from "./generate-options.js";

/**
 * Returns outputs from the user's options and from the file next to the lock. @throws {LearnedInvalidError} {@link
 * ConfigUnreadableError}
 */
export async function outputSources({
  out,
  outputs,
}: Pick<GenerateOptions, "out" | "outputs">): Promise<OutputSources> {
  return { given: outputs && (await outputSchemas(outputs)), learned: await learnedIn(out) };
}

/** Reads the learned outputs next to the lock in `out`; `undefined` if there is no such file. @throws {LearnedInvalidError} */
export async function learnedIn(out: string): Promise<LearnedFile | undefined> {
  const path = join(out, LEARNED_NAME);
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw error;
  }
  return readLearned(text, path);
}
