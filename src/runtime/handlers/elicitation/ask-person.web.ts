import type { Ask } from "../../../shared/form/fill-form.js";

/** This platform has no terminal. */
export function askPerson(): Ask | undefined {
  return undefined;
}
