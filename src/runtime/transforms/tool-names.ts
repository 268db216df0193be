/** Which tools a config shows, by the names that the server gives them. `*` in a name stands for anything. */
export class ToolNames {
  readonly #included: readonly RegExp[] | undefined;
  readonly #excluded: readonly RegExp[];
  readonly #written: readonly string[];

  /** @param included absent: every one; `excluded` wins over it */
  constructor(included: readonly string[] | undefined, excluded: readonly string[] = []) {
    this.#included = included?.map(patternOf);
    this.#excluded = excluded.map(patternOf);
    this.#written = [...(included ?? []), ...excluded];
  }

  /** Every tool is shown. */
  get idle(): boolean {
    return this.#included === undefined && this.#excluded.length === 0;
  }

  admits(tool: string): boolean {
    const isNamed = (pattern: RegExp): boolean => pattern.test(tool);
    return !this.#excluded.some(isNamed) && (this.#included?.some(isNamed) ?? true);
  }

  /** Names that the config gives and the server does not. */
  missing(listed: ReadonlySet<string>): readonly string[] {
    return this.#written.filter((name) => !name.includes("*") && !listed.has(name));
  }
}

function patternOf(name: string): RegExp {
  return new RegExp(`^${name.split("*").map(literal).join(".*")}$`, "s");
}

function literal(text: string): string {
  return text.replace(/[.+?^${}()|[\]\\]/g, "\\$&");
}
