/** Unique property names that a provider accepts; names that are already legal are kept. */
export class MemberNames {
  readonly #legal: RegExp;
  readonly #taken = new Set<string>();

  constructor(legal: RegExp) {
    this.#legal = legal;
  }

  /** The name under which `name` is printed. */
  of(name: string): string {
    const wanted = this.#legal.test(name) ? name : this.#legalised(name);
    let free = wanted;
    for (let number = 2; this.#taken.has(free); number++) free = `${wanted.slice(0, 58)}_${number}`;
    this.#taken.add(free);
    return free;
  }

  #legalised(name: string): string {
    const plain = name.replace(/[^a-zA-Z0-9_]+/g, "_").slice(0, 60);
    const started = /^[a-zA-Z_]/.test(plain) ? plain : `_${plain}`;
    return started === "_" ? "member" : started;
  }
}
