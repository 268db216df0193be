/** Repairs that were made before the message was read. */
export const NOTES: unique symbol = Symbol("repairs");

/** Returns the repairs that a message carries. */
export function notesOf(value: unknown): readonly string[] {
  return (value as { [NOTES]?: readonly string[] } | null | undefined)?.[NOTES] ?? [];
}
