/**
 * Returns what two texts have in common, whole words at the start and the end, around `…`; `undefined` if they are not two
 * different texts.
 */
export function constantPart(one: unknown, other: unknown): string | undefined {
  if (typeof one !== "string" || typeof other !== "string" || one === other) return undefined;
  const [a, b] = [one.split(/(?=\s)/), other.split(/(?=\s)/)];
  const shorter = Math.min(a.length, b.length);
  let start = 0;
  while (start < shorter && a[start] === b[start]) start++;
  let end = 0;
  while (end < shorter - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  const space = /^\s*/.exec(a[start] ?? "")?.[0] ?? "";
  return `${a.slice(0, start).join("")}${space}…${a.slice(a.length - end).join("")}`;
}
