import { readFileSync } from "node:fs";
import { isJsonObject, type JsonObject } from "../../shared/json/json.js";

/** The package.json at `path`; `undefined` where none can be read, so that nothing is said of what nobody knows. */
export function readManifest(path: string): JsonObject | undefined {
  try {
    const manifest: unknown = JSON.parse(readFileSync(path, "utf8"));
    return isJsonObject(manifest) ? manifest : undefined;
  } catch {
    return undefined;
  }
}
