import { byCodeUnit } from "../../shared/json/canonical.js";
import { broadcast, type BroadcastOptions } from "./broadcast.js";

/** One item of one server, with its name in the aggregate. */
export interface Aggregated<T> {
  readonly server: string;
  /** `server_name`. */
  readonly name: string;
  readonly item: T;
}

/** The items of all servers, and the errors of those that failed. */
export interface Aggregate<T> {
  /** Sorted by name, in the order of code units. */
  readonly items: readonly Aggregated<T>[];
  /** The error of each server whose list is missing. */
  readonly errors: ReadonlyMap<string, unknown>;
}

/** Lists several servers in parallel and combines the results; a server that fails only loses its own items. */
export async function aggregate<T, I>(
  servers: ReadonlyMap<string, T> | Readonly<Record<string, T>>,
  list: (
    server: T,
    context: { readonly name: string; readonly signal: AbortSignal },
  ) => Promise<readonly I[]>,
  nameOf: (item: I) => string,
  options: BroadcastOptions<readonly I[]> = {},
): Promise<Aggregate<I>> {
  const results = await broadcast(servers, list, options);
  const items: Aggregated<I>[] = [];
  const errors = new Map<string, unknown>();
  for (const [server, result] of results) {
    if (result.status === "fulfilled") {
      for (const item of result.value) items.push({ server, name: `${server}_${nameOf(item)}`, item });
    } else errors.set(server, result.status === "notStarted" ? undefined : result.reason);
  }
  return { items: items.sort((a, b) => byCodeUnit(a.name, b.name)), errors };
}
