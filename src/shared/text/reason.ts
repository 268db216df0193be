const UNREADABLE = "an error that cannot be read: its own getters throw";

/**
 * Returns an error's message as one text; for other thrown values, what `String` returns. Never throws: a program may throw
 * anything. Not escaped yet: see `show`.
 */
export function reason(error: unknown): string {
  try {
    return String(error instanceof Error ? error.message : error);
  } catch {
    return UNREADABLE;
  }
}

/** Returns what a program threw if its message and members can be read, else an error that says so in its place. */
export function readable(error: unknown): unknown {
  try {
    if (typeof error === "object" && error !== null) {
      for (const key of Reflect.ownKeys(error)) Reflect.get(error, key);
      for (const key of ["name", "message", "stack"]) String(Reflect.get(error, key));
    }
    String(error);
    return error;
  } catch {
    return new Error(UNREADABLE);
  }
}
