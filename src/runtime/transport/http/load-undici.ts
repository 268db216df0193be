/**
 * Loads undici on first use, by its default export: where a bundler splits an app into several files, `import()` of a CommonJS
 * package provides that one only.
 */
export async function loadUndici(): Promise<typeof import("undici")> {
  const { default: undici } = await import("undici");
  // the declarations of the default export lack some members
  return undici as unknown as typeof import("undici");
}
