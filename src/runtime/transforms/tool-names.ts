import { fits } from "../../shared/text/fits.js";

/** Which tools a config shows, by the names that the server gives them. `*` in a name stands for anything. */
export class ToolNames {
  readonly #included: readonly string[] | undefined;
  readonly #excluded: readonly string[];

  /** @param included absent: every one; `excluded` wins over it */
  constructor(included: readonly string[] | undefined, excluded: readonly string[] = []) {
    this.#included = included;
    this.#excluded = excluded;
  }

  /** Every tool is shown. */
  get idle(): boolean {
    return this.#included === undefined && this.#excluded.length === 0;
  }

  admits(tool: string): boolean {
    const isNamed = (pattern: string): boolean => fits(pattern, tool);
    return !this.#excluded.some(isNamed) && (this.#included?.some(isNamed) ?? true);
  }

  /** Names that the config gives and the server does not. */
  missing(listed: ReadonlySet<string>): readonly string[] {
    const written = [...(this.#included ?? []), ...this.#excluded];
    return written.filter((name) => !name.includes("*") && !listed.has(name));
  }
}
