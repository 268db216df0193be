/** Appends steps to a JSON pointer (RFC 6901). */
export function at(pointer: string, ...steps: readonly (string | number)[]): string {
  return pointer + steps.map((step) => `/${String(step).replace(/~/g, "~0").replace(/\//g, "~1")}`).join("");
}
