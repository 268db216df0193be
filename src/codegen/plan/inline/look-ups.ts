import { wordsOf } from "../identifiers.js";

/** Variables of editors, which need not be set. */
const EDITOR_VARIABLES: ReadonlySet<string> = new Set([
  "workspaceFolder",
  "workspaceFolderBasename",
  "userHome",
  "pathSeparator",
]);

/** The variables that inlined code looks up, each named after the place of its value. */
export class LookUps {
  readonly #server: string;
  /** Values by the name of their variable; `undefined` if the config itself looks the variable up. */
  readonly #values = new Map<string, string | undefined>();

  constructor(server: string) {
    this.#server = server;
  }

  /** Names of all variables, sorted. */
  get names(): readonly string[] {
    return [...this.#values.keys()].sort();
  }

  /** Returns `${name}` for a value that is in this variable. */
  variable(name: string): string {
    this.#values.set(name, undefined);
    return `\${${name}}`;
  }

  /**
   * Returns a look-up to replace `value`: `${WEATHER_X_API_KEY}` for a header `X-Api-Key` of the server `weather`. A different
   * value with the same name gets a number.
   */
  instead(value: string, ...names: readonly string[]): string {
    const words = [this.#server, ...names].flatMap((name) => wordsOf(name).words);
    const joined = words.join("_").toUpperCase();
    const name = /^[A-Z_]/.test(joined) ? joined : `MCP_${joined}`;
    for (let i = 1; ; i++) {
      const candidate = i === 1 ? name : `${name}_${i}`;
      if (this.#values.has(candidate) && this.#values.get(candidate) !== value) continue;
      this.#values.set(candidate, value);
      return `\${${candidate}}`;
    }
  }

  /** Returns the text without the defaults of its references, which may be secrets. */
  withoutDefaults(text: string): string {
    return text.replace(/\$\{([^{}]*)\}/g, (whole, reference: string) => {
      const [name = ""] = reference.split(":-", 1);
      const variable = name.replace(/^env:/, "");
      if (!/^[A-Za-z_]\w*$/.test(variable)) return whole;
      return EDITOR_VARIABLES.has(variable) ? `\${${variable}}` : this.variable(variable);
    });
  }
}
