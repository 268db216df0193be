import type { Ask } from "../../../shared/form/fill-form.js";

/** There is no terminal here. */
export function askPerson(): Ask | undefined {
  return undefined;
}
