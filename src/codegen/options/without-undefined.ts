/** Drops members that are `undefined`, which zod and flags write if nothing was given. */
export function withoutUndefined<T extends object>(
  options: T,
): { [Key in keyof T]: Exclude<T[Key], undefined> } {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as {
    [Key in keyof T]: Exclude<T[Key], undefined>;
  };
}
