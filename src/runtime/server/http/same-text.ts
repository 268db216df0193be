import { utf8 } from "../../../shared/bytes/base64.js";

/** Compares two secrets in a time that does not reveal how much of them matches. */
export function sameText(a: string, b: string): boolean {
  const [left, right] = [utf8(a), utf8(b)];
  let differences = left.length ^ right.length;
  for (let i = 0; i < left.length; i++) differences |= left[i]! ^ (right[i % right.length] ?? 0);
  return differences === 0;
}
