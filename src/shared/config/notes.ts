import type { ConfigFault } from "./fault.js";

/** Reports each note once: for the first server, with the number of others. */
export function toldOnce(notes: readonly ConfigFault[]): readonly ConfigFault[] {
  const byText = new Map<string, ConfigFault[]>();
  for (const note of notes) {
    const text = `${note.pointer.replace(/^.*\//, "")}\n${note.message}\n${note.hint}`;
    byText.set(text, [...(byText.get(text) ?? []), note]);
  }
  return [...byText.values()].flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    const more = new Set(others.map(({ server }) => server)).size;
    if (more === 0) return [first];
    return [{ ...first, message: `${first.message} (And of ${more} other server${more === 1 ? "" : "s"}.)` }];
  });
}
