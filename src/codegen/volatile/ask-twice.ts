import type { ServerModel } from "../model/index.js";
import { findVolatile } from "./find-volatile.js";
import { valueAt } from "./items.js";
import { isOfNow, mayBeVolatile } from "./may-be-volatile.js";
import { withoutVolatile } from "./without-volatile.js";

/** How volatile values of a server are found. */
export interface Asking {
  /** Pointers that the user named. */
  readonly named: readonly string[];
  /** What the lock holds of the server. */
  readonly last: ServerModel | undefined;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Asks the server once more, over a connection of its own. `undefined`: it did not answer. */
  readonly again: () => Promise<ServerModel | undefined>;
}

/**
 * The model without what the server says anew each time: what the user named, what the lock remembers as such, and what a second
 * question finds. It is asked where a value looks like the present time or like chance, or is not what it was the last time.
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

/** Dates of a day, which two questions find equal: another day in the lock, and the present one now. */
function movedWithTime(last: ServerModel, model: ServerModel, now: number): readonly string[] {
  return findVolatile(last, model).filter((pointer) => {
    const [before, after] = [valueAt(last, pointer), valueAt(model, pointer)];
    const isMoment = typeof before === "string" && !Number.isNaN(Date.parse(before));
    return pointer.endsWith("/default") && isMoment && typeof after === "string" && isOfNow(after, now);
  });
}
