import type { JsonObject } from "../../json/json.js";
import { findContainers } from "../containers.js";
import { dialectOf, dialectOfPath } from "../dialects/index.js";

/** Where a config has its servers, or where its client would read the first one. */
export function placeOfServers(document: JsonObject, path: string): readonly string[] {
  const isEmpty = Object.keys(document).length === 0;
  const dialect = isEmpty ? dialectOfPath(path) : dialectOf(document, path);
  return findContainers(document)[0]?.path ?? dialect?.containers?.[0] ?? ["mcpServers"];
}
