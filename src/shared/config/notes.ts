import type { ConfigFault } from "./fault.js";

/** What is told of a config that can be used. The same of several servers is told once, at the first. */
export class Notes {
  readonly #byText = new Map<string, { readonly note: ConfigFault; readonly servers: Set<string> }>();

  add(note: ConfigFault): void {
    const text = `${note.pointer.replace(/^.*\//, "")}\n${note.message}\n${note.hint}`;
    const known = this.#byText.get(text);
    if (known === undefined) this.#byText.set(text, { note, servers: new Set([note.server ?? ""]) });
    else known.servers.add(note.server ?? "");
  }

  all(): readonly ConfigFault[] {
    return [...this.#byText.values()].map(({ note, servers }) => {
      const more = servers.size - 1;
      if (more === 0) return note;
      return { ...note, message: `${note.message} (And of ${more} other server${more === 1 ? "" : "s"}.)` };
    });
  }
}
