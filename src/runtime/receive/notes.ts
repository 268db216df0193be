/** Repairs that were made before the message was read. */
export const NOTES: unique symbol = Symbol("repairs");

/** Adds a repair to a message that was not read yet. */
export function noted<V>(value: V, note: string): V {
  if (typeof value === "object" && value !== null)
    Object.assign(value, { [NOTES]: [...notesOf(value), note] });
  return value;
}

/** Returns the repairs that a message carries. */
export function notesOf(value: unknown): readonly string[] {
  return (value as { [NOTES]?: readonly string[] } | null | undefined)?.[NOTES] ?? [];
}
