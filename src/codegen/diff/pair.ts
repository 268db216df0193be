import { byCodeUnit } from "../../shared/json/canonical.js";
import type { SubjectKind } from "./change.js";
import type { Note } from "./note.js";

/** Walks two lists by name: reports additions and removals, and passes each item in both to `compare`. */
export function pair<Item>(
  kind: SubjectKind,
  before: readonly Item[],
  after: readonly Item[],
  nameOf: (item: Item) => string,
  note: Note,
  compare: (was: Item, is: Item, name: string) => void,
): void {
  const [old, now] = [
    new Map(before.map((item) => [nameOf(item), item])),
    new Map(after.map((item) => [nameOf(item), item])),
  ];
  for (const name of [...new Set([...old.keys(), ...now.keys()])].sort(byCodeUnit)) {
    const [was, is] = [old.get(name), now.get(name)];
    if (was !== undefined && is !== undefined) compare(was, is, name);
    else if (is !== undefined)
      note(kind, name, "presence", "safe", `${dashed(kind)}-added`, `the ${kind} is new`);
    else note(kind, name, "presence", "breaking", `${dashed(kind)}-removed`, `the ${kind} was removed`);
  }
}

/** Reports a change of a text by which people and models decide. */
export function compareText(
  kind: SubjectKind,
  name: string,
  part: "title" | "description" | "instructions",
  was: string | undefined,
  is: string | undefined,
  note: Note,
): void {
  if (was === is) return;
  const what = was === undefined ? "was added" : is === undefined ? "was removed" : "changed";
  note(kind, name, part, "dangerous", `${part}-changed`, `the ${part} ${what}`, { before: was, after: is });
}

function dashed(kind: SubjectKind): string {
  return kind.replace(/ /g, "-");
}
