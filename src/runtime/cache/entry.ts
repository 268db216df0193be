/** A kept answer with its times, in the milliseconds of the injected clock. */
export interface Entry {
  /** When the request was made: a notification after it makes the answer invalid, however late the answer came. */
  readonly askedAt: number;
  readonly freshUntil: number;
  readonly value: unknown;
}

export function encodeEntry(entry: Entry): string {
  return JSON.stringify([1, entry.askedAt, entry.freshUntil, entry.value]);
}

/** `undefined` for anything that is no entry: a store may be shared with who knows whom. */
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
