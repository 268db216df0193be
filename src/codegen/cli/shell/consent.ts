import { show } from "../../../shared/text/show.js";
import type { Ask } from "../../../shared/form/fill-form.js";

interface Annotated {
  readonly name: string;
  readonly annotations?: { readonly destructiveHint?: boolean | undefined } | undefined;
}

/** Asks before a tool that says it is destructive. Where nobody can be asked (`ask` is undefined), the command line is consent. */
export async function isAgreed({ name, annotations }: Annotated, ask: Ask | undefined): Promise<boolean> {
  if (annotations?.destructiveHint !== true || ask === undefined) return true;
  return /^y/i.test((await ask(`"${show(name)}" says that it is destructive. Call it? [y/N] `)) ?? "");
}
