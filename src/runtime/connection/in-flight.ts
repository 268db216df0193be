import type { RequestId } from "../receive/index.js";

/** Ids from here on are keys of a table with holes: the engine then keeps a dictionary, not a list that grows with the ids. */
const FIRST = 2 ** 30;

/**
 * What is under way, by the id of its request. Unlike a `Map`, whose abandoned tables refer to their successors: once one of them
 * is old, every collection of young objects keeps all that came after it, which doubled the cost of a call.
 */
export class InFlight<V> {
  #counted: Record<number, V> = Object.create(null) as Record<number, V>;
  /** Ids that do not come from a counter. */
  readonly #others = new Map<RequestId, V>();

  get(id: RequestId): V | undefined {
    return isCount(id) ? this.#counted[FIRST + id] : this.#others.get(id);
  }

  has(id: RequestId): boolean {
    return isCount(id) ? FIRST + id in this.#counted : this.#others.has(id);
  }

  set(id: RequestId, value: V): void {
    if (isCount(id)) this.#counted[FIRST + id] = value;
    else this.#others.set(id, value);
  }

  /** Returns whether there was one. */
  delete(id: RequestId): boolean {
    if (!isCount(id)) return this.#others.delete(id);
    if (!this.has(id)) return false;
    Reflect.deleteProperty(this.#counted, FIRST + id);
    return true;
  }

  clear(): void {
    this.#counted = Object.create(null) as Record<number, V>;
    this.#others.clear();
  }

  /** Goes over what is under way: the oldest request first. */
  *[Symbol.iterator](): IterableIterator<[RequestId, V]> {
    for (const [key, value] of Object.entries(this.#counted)) yield [Number(key) - FIRST, value];
    yield* this.#others;
  }

  *values(): IterableIterator<V> {
    for (const [, value] of this) yield value;
  }
}

function isCount(id: RequestId): id is number {
  return typeof id === "number" && id >= 0 && id < FIRST && Number.isInteger(id);
}
