import { validatorNameOf } from "../schema/index.js";
import type { ServerNames } from "./server-names.js";
import { RESERVED_TYPES, RESERVED_WORDS } from "./reserved.js";
import { camelCase, pascalCase } from "./identifiers.js";

/** Assigns the type names of one server, each once; validators are named after them, so both must be free. */
export class TypeNamer {
  readonly #taken: Set<string>;

  /** `reserved`: names used by the server's own files or the helpers of `schemas.ts`. */
  constructor(reserved: Iterable<string>) {
    this.#taken = new Set([...reserved, ...RESERVED_TYPES]);
  }

  /** Claims a free PascalCase name for any foreign text. */
  claim(hint: string): string {
    return this.claimName(pascalCase(camelCase(hint, "type")));
  }

  /** Claims the type name itself, or with the first free number. */
  claimName(wanted: string): string {
    let name = wanted;
    for (let n = 2; !this.#isFree(name); n++) name = `${wanted}${n}`;
    this.#taken.add(name);
    return name;
  }

  #isFree(name: string): boolean {
    const validator = validatorNameOf(name);
    return !this.#taken.has(name) && !this.#taken.has(validator) && !RESERVED_WORDS.has(validator);
  }
}

/** Returns names that types of a server cannot have: those of its client file, which its `index.ts` also exports. */
export function clientTypeNames({ prefix, client }: ServerNames): readonly string[] {
  return [client, `${prefix}ToolName`, `${prefix}Tools`, `${prefix}Resources`, `${prefix}Prompts`];
}
