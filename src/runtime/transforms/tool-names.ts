import { fits } from "../../shared/text/fits.js";

/** Selects the tools that a config shows, by their names on the server. `*` in a name matches anything. */
export class ToolNames {
  readonly #included: readonly string[] | undefined;
  readonly #excluded: readonly string[];

  /** @param included absent: all; `excluded` takes precedence */
  constructor(included: readonly string[] | undefined, excluded: readonly string[] = []) {
    this.#included = included;
    this.#excluded = excluded;
  }

  /** Whether every tool is shown. */
  get idle(): boolean {
    return this.#included === undefined && this.#excluded.length === 0;
  }

  admits(tool: string): boolean {
    const isNamed = (pattern: string): boolean => fits(pattern, tool);
    return !this.#excluded.some(isNamed) && (this.#included?.some(isNamed) ?? true);
  }

  /** The names and patterns of the config. */
  get lists(): { readonly includeTools: readonly string[]; readonly excludeTools: readonly string[] } {
    return { includeTools: this.#included ?? [], excludeTools: this.#excluded };
  }
}
