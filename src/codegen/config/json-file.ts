import { readFile } from "node:fs/promises";
import { decodeText, readDocument } from "../../shared/config/index.js";
import type { Json } from "../../shared/json/json.js";
import { withoutUrlSecrets } from "../../shared/secrets/index.js";
import { show } from "../../shared/text/show.js";
import { ConfigInvalidError, ConfigNotFoundError, ConfigUnreadableError } from "./usage-error.js";

/**
 * Reads the text of a config file that the user named or that was found.
 *
 * @throws {ConfigNotFoundError | ConfigUnreadableError}
 */
export async function readConfigFile(path: string, hint: string): Promise<string> {
  try {
    return decodeText(await readFile(path));
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    const shown = show(withoutUrlSecrets(path), 1_000);
    if (code === "ENOENT" || code === "ENOTDIR")
      throw new ConfigNotFoundError(`No such file: ${shown}.`, hint);
    if (code === "EISDIR")
      throw new ConfigUnreadableError(`${shown} is a folder, not a config file.`, hint, cause);
    throw new ConfigUnreadableError(
      `Cannot read ${shown}: ${show(code ?? cause)}.`,
      "Check its permissions.",
      cause,
    );
  }
}

/**
 * Parses a JSON file that may contain comments and trailing commas. @throws {ConfigInvalidError} with line and column.
 */
export async function parseJsonFile(path: string): Promise<Json | undefined> {
  const document = readDocument(await readConfigFile(path, "Check the path."));
  if (document.faults.length > 0) throw new ConfigInvalidError(path, document.faults);
  return document.value;
}
