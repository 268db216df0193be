/** Id of a JSON-RPC request. */
export type RequestId = string | number;

/** Requests that are waiting for an answer, by id. */
export interface Waiting extends Iterable<readonly [RequestId, { readonly method: string }]> {
  has(id: RequestId): boolean;
  get(id: RequestId): { readonly method: string } | undefined;
}

/** Returns the id of the waiting request that `id` refers to: ids match by value, so that "1" matches 1. */
export function matchId(id: unknown, waiting: Waiting): RequestId | undefined {
  if (typeof id !== "string" && typeof id !== "number") return undefined;
  if (waiting.has(id)) return id;
  const other = typeof id === "number" ? String(id) : numberOf(id);
  return other !== undefined && waiting.has(other) ? other : undefined;
}

/** Returns the number that a text represents exactly; `undefined` if it is not one. */
export function numberOf(text: string): number | undefined {
  const number = Number(text);
  return text.trim() !== "" && Number.isSafeInteger(number) ? number : undefined;
}

/** Returns the waiting request if there is only one. A stream of notifications does not count, since it does not end. */
export function onlyId(waiting: Waiting): RequestId | undefined {
  let only: RequestId | undefined;
  for (const [id, { method }] of waiting) {
    if (method === "subscriptions/listen") continue;
    if (only !== undefined) return undefined;
    only = id;
  }
  return only;
}
