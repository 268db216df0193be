/**
 * An object of tools by name that has nothing else: packages look up what a model calls in it, and would find `toString` in one with
 * a prototype.
 */
export function byName<Tool>(tools: readonly (readonly [string, Tool])[]): Readonly<Record<string, Tool>> {
  return Object.assign(Object.create(null) as Record<string, Tool>, Object.fromEntries(tools));
}
