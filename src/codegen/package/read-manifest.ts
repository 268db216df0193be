import { readFileSync } from "node:fs";
import { isJsonObject, type JsonObject } from "../../shared/json/json.js";

/**
 * Parses the package.json at `path`; returns `undefined` if it cannot be read, so that nothing is claimed about it.
 */
export function readManifest(path: string): JsonObject | undefined {
  try {
    const manifest: unknown = JSON.parse(readFileSync(path, "utf8"));
    return isJsonObject(manifest) ? manifest : undefined;
  } catch {
    return undefined;
  }
}
