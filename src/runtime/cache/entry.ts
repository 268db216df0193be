/** A cached answer with its times, in milliseconds of the injected clock. */
export interface Entry {
  /** When the request was sent: a later notification makes the answer invalid, no matter when the answer arrived. */
  readonly askedAt: number;
  readonly freshUntil: number;
  readonly value: unknown;
}

export function encodeEntry(entry: Entry): string {
  return JSON.stringify([1, entry.askedAt, entry.freshUntil, entry.value]);
}

/** Returns `undefined` for anything that is not an entry: other programs may write to a shared store. */
export function decodeEntry(text: unknown): Entry | undefined {
  if (typeof text !== "string") return undefined;
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!Array.isArray(parsed) || parsed.length !== 4 || parsed[0] !== 1) return undefined;
  const [, askedAt, freshUntil, value] = parsed as unknown[];
  return typeof askedAt === "number" && typeof freshUntil === "number"
    ? { askedAt, freshUntil, value }
    : undefined;
}
