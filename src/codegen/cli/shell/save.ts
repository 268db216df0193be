import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { type Data, filesOf, unsavedLine } from "../../../shared/command-line/printed-answer.js";
import { WriteFailedError } from "../../write/write-errors.js";
import type { Output } from "../output.js";
import { shortPath } from "../cli-text.js";

/**
 * Writes what `--output file` asks for: data, or the text if there is none.
 *
 * @throws {WriteFailedError}
 */
export async function save(file: string, data: readonly Data[], text: string, output: Output): Promise<void> {
  const { cwd } = output.terminal;
  for (const { path: name, content } of filesOf(file, data, text)) {
    const path = resolve(cwd, name);
    await writeFile(path, content).catch((cause: unknown) => {
      throw new WriteFailedError(path, cause);
    });
    output.say(`Wrote ${shortPath(path, cwd)}`);
  }
}

/** Reports data that a terminal cannot show. */
export function tellUnsaved(data: readonly Data[], output: Output): void {
  for (const each of data) output.say(unsavedLine(each));
}
