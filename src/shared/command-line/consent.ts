import { show } from "../text/show.js";
import type { Ask } from "../form/fill-form.js";

interface Annotated {
  readonly name: string;
  readonly annotations?: { readonly destructiveHint?: boolean | undefined } | undefined;
}

/**
 * Asks before calling a tool that says it is destructive. If there is no terminal (`ask` is undefined), the command line counts
 * as consent.
 */
export async function isAgreed({ name, annotations }: Annotated, ask: Ask | undefined): Promise<boolean> {
  if (annotations?.destructiveHint !== true || ask === undefined) return true;
  return /^y/i.test((await ask(`"${show(name)}" says that it is destructive. Call it? [y/N] `)) ?? "");
}
