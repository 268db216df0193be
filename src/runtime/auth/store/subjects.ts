import { isJsonObject } from "../../../shared/json/json.js";
import { TokenStoreError } from "../auth-errors.js";
import { asBindingRecord } from "./records.js";
import type { TokenStore } from "./token-store.js";
import { BINDING } from "./vault.js";

/**
 * Lists the subjects that have tokens for the server at `serverUrl` in `store`, in alphabetical order. Omits tokens without a
 * subject, and those stored before subjects were recorded, until they are renewed.
 *
 * @throws TokenStoreError the store has no `list`
 */
export async function subjectsIn(store: TokenStore, serverUrl: string | URL): Promise<readonly string[]> {
  if (store.list === undefined)
    throw new TokenStoreError("This token store has no list(): subjects can only be queried one at a time.");
  const url = new URL(serverUrl);
  url.hash = "";
  const subjects = new Set<string>();
  for (const key of await store.list()) {
    const record = key.startsWith(`${BINDING}-`) ? await store.get(key) : undefined;
    if (!isJsonObject(record) || asBindingRecord(record)?.serverUrl !== url.href) continue;
    if (typeof record["subject"] === "string") subjects.add(record["subject"]);
  }
  return [...subjects].sort();
}
