import type { JsonObject } from "../../shared/json/json.js";

/** Defaults for all generated clients of the program. */
export interface ProgramOptions {
  /** Where the servers are defined: a path of a config file, or a config. */
  readonly config?: string | JsonObject;
}

/** Kept globally, not in this module, which may be loaded twice: as a module and as CommonJS. */
const KEY = Symbol.for("fmcp.program");
const program = globalThis as { [KEY]?: ProgramOptions };

/**
 * Sets where generated clients find their servers, for the whole program. Call it before the first call of a client. Options of
 * a client take precedence; `FMCP_CONFIG` and the place recorded in the code come after.
 *
 * ```ts
 * configure({ config: "/etc/app/mcp.json" });
 * ```
 */
export function configure(options: ProgramOptions): void {
  program[KEY] = options;
}

/** Returns the options that were set last. */
export function programOptions(): ProgramOptions {
  return program[KEY] ?? {};
}
