import { timerMs } from "../../shared/time/forever.js";
import { isJsonObject, type Json, type JsonObject } from "../../shared/json/json.js";
import type { Client } from "../client/client.js";
import { type Cursor, CursorTrail } from "../backend/lists/cursor-trail.js";

const MAX_PAGES = 10_000;

/**
 * Returns everything that a server lists as a tool, by name, with the config's changes, and never from a cache. Includes tools
 * that no client can use: the generator may have repaired them.
 */
export async function listTools(
  client: Pick<Client, "listToolsPage">,
  timeoutMs: number,
): Promise<ReadonlyMap<string, readonly JsonObject[]>> {
  const listed = new Map<string, JsonObject[]>();
  const take = (item: Json): void => {
    const name = isJsonObject(item) ? item["name"] : undefined;
    if (!isJsonObject(item) || typeof name !== "string") return;
    const same = listed.get(name);
    if (same === undefined) listed.set(name, [item]);
    else same.push(item);
  };
  const signal = timeoutMs === 0 ? undefined : AbortSignal.timeout(timerMs(timeoutMs));
  const trail = new CursorTrail();
  let cursor: Cursor | undefined;
  for (let pages = 1; pages <= MAX_PAGES; pages++) {
    const page = await client.listToolsPage(cursor, {
      cache: "refresh",
      ...(signal !== undefined && { signal }),
    });
    const step = trail.step(
      page,
      page.items.map(({ name }) => name),
    );
    for (const item of page.items) if (step.isNew(item.name)) take(item as unknown as JsonObject);
    for (const { item } of page.rejected) take(item);
    cursor = step.next;
    if (cursor === undefined) break;
  }
  return listed;
}
