import type { JsonObject } from "../../json/json.js";
import { findContainers } from "../containers.js";
import { type Dialect, dialectOf, dialectOfPath } from "../dialects/index.js";

/** The client that a config is for: an empty file is that of the client whose path it has. */
export function ownerOf(document: JsonObject, path: string): Dialect | undefined {
  return Object.keys(document).length === 0 ? dialectOfPath(path) : dialectOf(document, path);
}

/** Where a config has its servers, or where its client would read the first one. */
export function placeOfServers(document: JsonObject, path: string): readonly string[] {
  return findContainers(document)[0]?.path ?? ownerOf(document, path)?.containers?.[0] ?? ["mcpServers"];
}
