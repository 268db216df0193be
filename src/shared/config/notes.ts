import { type ConfigFault, pointerKeys } from "./fault.js";

/** Reports each note once: for the first server, with the number of others. */
export function toldOnce(notes: readonly ConfigFault[]): readonly ConfigFault[] {
  const byText = new Map<string, ConfigFault[]>();
  for (const note of notes) {
    const { pointer, server, message, hint } = note;
    const place = pointerKeys(pointer).at(-1) ?? "";
    // What is said of a whole entry is said of the others, too, under other names.
    const text = `${place === server ? "" : place}\n${message}\n${hint}`;
    byText.set(text, [...(byText.get(text) ?? []), note]);
  }
  return [...byText.values()].flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    const more = new Set(others.map(({ server }) => server)).size;
    if (more === 0) return [first];
    return [{ ...first, message: `${first.message} (And of ${more} other server${more === 1 ? "" : "s"}.)` }];
  });
}
