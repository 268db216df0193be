import type * as z from "zod";

/** Commands of the command line. */
export type CommandName =
  | "generate"
  | "init"
  | "add"
  | "remove"
  | "check"
  | "diff"
  | "docs"
  | "lint"
  | "watch"
  | "list"
  | "call"
  | "read"
  | "prompt"
  | "complete"
  | "ping"
  | "mock"
  | "learn"
  | "record"
  | "serve"
  | "login"
  | "logout"
  | "auth status"
  | "auth export"
  | "auth import";

/** How one command offers an option, where that differs from the row. */
export interface Offer {
  readonly flag?: string;
  readonly help?: string;
}

/** One option, from which everything about it is derived. */
export interface OptionRow<Value> {
  /**
   * Schema of its value in an `fmcp.config` file. zod is a parameter, so that help need not load it. Absent if the file
   * cannot set it.
   */
  readonly schema?: (zod: typeof z) => z.ZodType<Value>;
  /** Its flag on the command line in commander's syntax, or its place as an argument (`[config]`). */
  readonly flag?: string;
  /** One line for `--help`, without the default. */
  readonly help?: string;
  /** Parses the text of the flag. @throws {FlagValueError} Default: the text itself. */
  parse?(text: string, before?: Value): Value;
  readonly choices?: readonly Value[];
  /** Name of a flag that excludes this one. */
  readonly conflicts?: string;
  readonly default?: Value;
  /** What help shows if the default is not a constant. */
  readonly defaultText?: string;
  /** Whether it is a path: relative to the working directory as a flag, to the folder of the file in `fmcp.config`. */
  readonly isPath?: true;
  /**
   * Whether it affects the text of the files. `true`: the lock stores the value, unless it is the default. `"derived"`: the
   * lock stores what follows from it (see locked-options.ts). Rendering gets no other options.
   */
  readonly inLock: boolean | "derived";
  /** What the lock stores of a value. Default: all of it. `undefined`: nothing. */
  lockedAs?(value: Value): Value | undefined;
  /** Passed to introspection, since it affects how servers are asked. */
  readonly asks?: true;
  readonly commands: { readonly [Name in CommandName]?: Offer };
}

/** Makes a row whose values have the type `Value`: `option<string>()({ … })`. */
export const option =
  <Value>() =>
  <const Row extends OptionRow<Value>>(row: Row): Row & { readonly value?: Value } =>
    row;

/** Lists the commands that offer an option unchanged. */
export function offeredBy<Name extends CommandName>(
  ...names: readonly Name[]
): { readonly [Key in Name]: Offer } {
  return Object.fromEntries(names.map((name) => [name, {}])) as { [Key in Name]: Offer };
}
