/** Which tools a config shows, by the names that the server gives them. */
export class ToolNames {
  readonly #included: ReadonlySet<string> | undefined;
  readonly #excluded: ReadonlySet<string>;

  /** @param included absent: every one; `excluded` wins over it */
  constructor(included: readonly string[] | undefined, excluded: readonly string[] | undefined) {
    this.#included = included === undefined ? undefined : new Set(included);
    this.#excluded = new Set(excluded);
  }

  /** Every tool is shown. */
  get idle(): boolean {
    return this.#included === undefined && this.#excluded.size === 0;
  }

  admits(tool: string): boolean {
    return !this.#excluded.has(tool) && (this.#included?.has(tool) ?? true);
  }

  /** Names that the config gives and the server does not. */
  missing(listed: ReadonlySet<string>): readonly string[] {
    return [...(this.#included ?? []), ...this.#excluded].filter((name) => name !== "*" && !listed.has(name));
  }
}
