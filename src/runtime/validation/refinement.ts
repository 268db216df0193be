import type * as z from "zod";

/** A zod check as `z.refine` makes it: it is plain data, so zod need not be loaded for it. `said`: what `z.toJSONSchema` reads. */
export function refinement<T>(
  accepts: (value: T) => boolean,
  message: string,
  said: Readonly<Record<string, unknown>> = {},
): z.core.$ZodCheck<T> {
  const check = ({ value, issues }: z.core.ParsePayload<T>): void => {
    if (!accepts(value)) issues.push({ code: "custom", message, input: value, path: [], continue: true });
  };
  const attach = (schema: z.ZodType): void => void Object.assign(schema._zod.bag, said);
  const internals = { def: { check: "custom", fn: accepts }, onattach: [attach], check };
  return { _zod: internals } as unknown as z.core.$ZodCheck<T>;
}
