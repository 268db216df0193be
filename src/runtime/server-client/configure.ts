import type { JsonObject } from "../../shared/json/json.js";

/** What holds for every generated client of the program that is not told otherwise. */
export interface ProgramOptions {
  /** Where the servers are: a path of a config file, or a config. */
  readonly config?: string | JsonObject;
}

/** In the program, not in this module: it may be loaded twice, as a module and as CommonJS. */
const KEY = Symbol.for("fmcp.program");
const program = globalThis as { [KEY]?: ProgramOptions };

/**
 * Says where generated clients find their servers, for the whole program: before the first call. What is given to a client
 * itself wins; `FMCP_CONFIG` and the place that the code was generated with come after.
 *
 * ```ts
 * configure({ config: "/etc/app/mcp.json" });
 * ```
 */
export function configure(options: ProgramOptions): void {
  program[KEY] = options;
}

/** What was said last. */
export function programOptions(): ProgramOptions {
  return program[KEY] ?? {};
}
