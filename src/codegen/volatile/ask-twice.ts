import type { ServerModel } from "../model/index.js";
import { findVolatile } from "./find-volatile.js";
import { valueAt } from "./items.js";
import { isOfNow, mayBeVolatile } from "./may-be-volatile.js";
import { withoutVolatile } from "./without-volatile.js";

/** How volatile values of a server are found. */
export interface Asking {
  /** Pointers that the user named. */
  readonly named: readonly string[];
  /** The server's entry in the lock. */
  readonly last: ServerModel | undefined;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Asks the server again over a new connection. `undefined` if it did not answer. */
  readonly again: () => Promise<ServerModel | undefined>;
}

/**
 * Returns the model without values that change each time: those that the user named, those marked in the lock, and those found
 * by asking again. The server is asked again if a value looks like the current time or a random one, or differs from the last
 * time.
 */
export async function askTwice(
  model: ServerModel,
  { named, last, now, again }: Asking,
): Promise<ServerModel> {
  const known = [...named, ...(last?.volatile ?? [])];
  const settled = withoutVolatile(model, known, { last });
  if (!mayBeVolatile(settled, last, now)) return settled;
  const other = await again();
  if (other === undefined) return settled;
  const moved = last === undefined ? [] : movedWithTime(last, settled, now);
  const found = [...known, ...findVolatile(model, other), ...moved];
  return withoutVolatile(model, found, { again: other, last });
}

/** Finds dates without a time, which are equal in two answers: a different day in the lock, and today's now. */
function movedWithTime(last: ServerModel, model: ServerModel, now: number): readonly string[] {
  return findVolatile(last, model).filter((pointer) => {
    const [before, after] = [valueAt(last, pointer), valueAt(model, pointer)];
    const isMoment = typeof before === "string" && !Number.isNaN(Date.parse(before));
    return pointer.endsWith("/default") && isMoment && typeof after === "string" && isOfNow(after, now);
  });
}
