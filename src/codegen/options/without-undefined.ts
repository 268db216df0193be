/** The members that have a value: zod and flags write `undefined` where nothing was given. */
export function withoutUndefined<T extends object>(
  options: T,
): { [Key in keyof T]: Exclude<T[Key], undefined> } {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as {
    [Key in keyof T]: Exclude<T[Key], undefined>;
  };
}
