/** What an error says, as one text; of other values that were thrown, what `String` makes of them. Not yet made visible: see `show`. */
export function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
