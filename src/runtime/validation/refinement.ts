import type * as z from "zod";

/** A check of zod, as `z.refine` makes it: to zod it is plain data, so that none need be loaded for it. */
export function refinement<T>(accepts: (value: T) => boolean, message: string): z.core.$ZodCheck<T> {
  const check = ({ value, issues }: z.core.ParsePayload<T>): void => {
    if (!accepts(value)) issues.push({ code: "custom", message, input: value, path: [], continue: true });
  };
  const internals = { def: { check: "custom", fn: accepts }, onattach: [], check };
  return { _zod: internals } as unknown as z.core.$ZodCheck<T>;
}
