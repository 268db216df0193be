/** Unique property names that a provider accepts; names that are already legal are kept. */
export class MemberNames {
  readonly #kept: ReadonlySet<string>;
  readonly #taken: Set<string>;

  constructor(legal: RegExp, names: Iterable<string>) {
    this.#kept = new Set([...names].filter((name) => legal.test(name)));
    this.#taken = new Set(this.#kept);
  }

  /** The name under which the property `name` is printed. */
  of(name: string): string {
    return this.#kept.has(name) ? name : this.free(legalised(name));
  }

  /** A name for a further property: `wanted`, with a number if it is taken. */
  free(wanted: string): string {
    let free = wanted;
    for (let number = 2; this.#taken.has(free); number++) free = `${wanted.slice(0, 58)}_${number}`;
    this.#taken.add(free);
    return free;
  }
}

function legalised(name: string): string {
  const plain = name.replace(/[^a-zA-Z0-9_]+/g, "_").slice(0, 60);
  const started = /^[a-zA-Z_]/.test(plain) ? plain : `_${plain}`;
  return started === "_" ? "member" : started;
}
