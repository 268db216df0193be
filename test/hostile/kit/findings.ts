/** What must not happen. */
export const KINDS = [
  "injections",
  "escapes",
  "leaks",
  "hangs",
  "compile errors",
  "lost tools",
  "other",
] as const;
export type Kind = (typeof KINDS)[number];

/** What was tried and what went wrong, by group. */
export class Findings {
  readonly #groups = new Map<string, { tried: number; readonly faults: { kind: Kind; what: string }[] }>();

  tried(group: string, count = 1): void {
    this.#group(group).tried += count;
  }

  fault(group: string, kind: Kind, what: string): void {
    this.#group(group).faults.push({ kind, what: what.replaceAll(/[^\x20-\x7e]/g, "?").slice(0, 400) });
  }

  /** Prints the table; whether nothing went wrong. */
  print(say: (line: string) => void): boolean {
    const rows = [...this.#groups].map(([group, { tried, faults }]) => [
      group,
      String(tried),
      ...KINDS.map((kind) => String(faults.filter((fault) => fault.kind === kind).length)),
    ]);
    const head = ["group", "tried", ...KINDS];
    const widths = head.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i]?.length ?? 0)));
    for (const row of [head, ...rows])
      say(
        row
          .map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
          .join("  "),
      );
    const faults = [...this.#groups].flatMap(([group, { faults }]) =>
      faults.map((fault) => ({ group, ...fault })),
    );
    for (const { group, kind, what } of faults.slice(0, 100)) say(`FAILED ${group}: ${kind}: ${what}`);
    if (faults.length > 100) say(`… and ${faults.length - 100} more`);
    return faults.length === 0;
  }

  #group(name: string): { tried: number; readonly faults: { kind: Kind; what: string }[] } {
    const known = this.#groups.get(name) ?? { tried: 0, faults: [] };
    this.#groups.set(name, known);
    return known;
  }
}
