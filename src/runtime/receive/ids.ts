/** Id of a JSON-RPC request. */
export type RequestId = string | number;

/** The requests that wait for an answer, by their ids. */
export type Waiting = ReadonlyMap<RequestId, { readonly method: string }>;

/** The id of the waiting request that `id` means: ids match by value, so that "1" is 1. */
export function matchId(id: unknown, waiting: Waiting): RequestId | undefined {
  if (typeof id !== "string" && typeof id !== "number") return undefined;
  if (waiting.has(id)) return id;
  const other = typeof id === "number" ? String(id) : numberOf(id);
  return other !== undefined && waiting.has(other) ? other : undefined;
}

/** The number that a text spells in full; `undefined`: it spells none. */
export function numberOf(text: string): number | undefined {
  const number = Number(text);
  return text.trim() !== "" && Number.isSafeInteger(number) ? number : undefined;
}

/** The waiting request, where there is only one. A stream of notifications lasts, and nobody waits for its end. */
export function onlyId(waiting: Waiting): RequestId | undefined {
  let only: RequestId | undefined;
  for (const [id, { method }] of waiting) {
    if (method === "subscriptions/listen") continue;
    if (only !== undefined) return undefined;
    only = id;
  }
  return only;
}
