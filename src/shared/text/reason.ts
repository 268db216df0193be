/** Returns an error's message as one text; for other thrown values, what `String` returns. Not escaped yet: see `show`. */
export function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
