import { byCodeUnit } from "../../shared/json/canonical.js";

/** Something with a wire name that needs a name in the code. */
export interface Nameable {
  /** Unique id, by which names are assigned in order. */
  readonly id: string;
  /** The name it would have on its own. */
  readonly natural: string;
  /** The user's own choice, used as is. */
  readonly override?: string;
}

/** Why a name differs from the natural one. */
export type NameReason = "override" | "reserved" | "collision";

export interface AssignedName {
  readonly name: string;
  readonly reason?: NameReason;
}

/**
 * Assigns a name to each of `items`, such that neither the order of a list nor a new item with an unrelated name changes
 * it: first the user's choices, then items whose wire name already is the name, then the others in code-unit order of their
 * ids. A reserved name gets `suffix` (`then` becomes `thenTool`), a taken one the first free number.
 */
export function assignNames(
  items: readonly Nameable[],
  reserved: ReadonlySet<string>,
  suffix: string,
): ReadonlyMap<string, AssignedName> {
  const rank = ({ override, id, natural }: Nameable): number =>
    override !== undefined ? 0 : reserved.has(natural) ? 3 : id === natural ? 1 : 2;
  const order = [...items].sort((a, b) => rank(a) - rank(b) || byCodeUnit(a.id, b.id));
  const naturals = new Set(items.map(({ natural }) => natural));
  const taken = new Set<string>();
  const assigned = new Map<string, AssignedName>();
  for (const { id, natural, override } of order) {
    const base = override ?? (reserved.has(natural) ? `${natural}${suffix}` : natural);
    let name = base;
    for (let n = 2; taken.has(name) || (name !== base && (naturals.has(name) || reserved.has(name))); n++)
      name = `${base}${n}`;
    taken.add(name);
    const reason =
      name !== base
        ? "collision"
        : override !== undefined
          ? "override"
          : base !== natural
            ? "reserved"
            : undefined;
    assigned.set(id, { name, ...(reason !== undefined && { reason }) });
  }
  return assigned;
}
