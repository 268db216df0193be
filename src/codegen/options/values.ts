import { resolve } from "node:path";
import { configWord } from "../config/targets/target.js";
import type { CommandName, OptionRow } from "./option.js";
import { OPTIONS } from "./table.js";
import { withoutUndefined } from "./without-undefined.js";

type Options = typeof OPTIONS;
export type OptionKey = keyof Options;
type ValueOf<Row> = Row extends { readonly value?: infer Value } ? Value : never;
type KeysWith<Shape> = { [Key in OptionKey]: Options[Key] extends Shape ? Key : never }[OptionKey];

/** Keys that an `fmcp.config` file may hold. */
export type ConfigKey = KeysWith<{ readonly schema: unknown }>;
/** Keys whose values decide the text of the files, and which the lock keeps. */
export type OutputKey = KeysWith<{ readonly inLock: true }>;
/** Keys whose values decide how servers are asked. */
export type AskingKey = KeysWith<{ readonly asks: true }>;
/** Keys that a command offers as a flag or an argument. */
export type FlagKey<Name extends CommandName> = {
  [Key in OptionKey]: [Extract<keyof Options[Key]["commands"], Name>] extends [never] ? never : Key;
}[OptionKey];

/** Values of some rows. Written like `Pick`, with the rows as a parameter: only then do editors show their comments. */
type Values<Rows, Key extends keyof Rows> = { readonly [K in Key]?: ValueOf<Rows[K]> };

export type ConfigValues = Values<Options, ConfigKey>;
export type OutputValues = Values<Options, OutputKey>;
export type AskingValues = Values<Options, AskingKey>;
/** What was given on the command line; paths as typed. Without a name: to any command. */
export type Given<Name extends CommandName = CommandName> = {
  readonly [Key in FlagKey<Name>]?: ValueOf<Options[Key]> | undefined;
};

/** Every row with its key, in the order of the table. */
export const OPTION_ROWS = Object.entries(OPTIONS) as readonly (readonly [OptionKey, OptionRow<unknown>])[];

const keysOf = <Key extends OptionKey>(has: (row: OptionRow<unknown>) => boolean): readonly Key[] =>
  OPTION_ROWS.flatMap(([key, row]) => (has(row) ? [key as Key] : []));

export const CONFIG_KEYS = keysOf<ConfigKey>(({ schema }) => schema !== undefined);
export const OUTPUT_KEYS = keysOf<OutputKey>(({ inLock }) => inLock === true);
const ASKING_KEYS = keysOf<AskingKey>(({ asks }) => asks === true);

/** The options among `values` that decide the text of the files. */
export function outputValues(values: OutputValues): OutputValues {
  return pick(values, OUTPUT_KEYS);
}

/** The options among `values` that decide how servers are asked. */
export function askingValues(values: AskingValues): AskingValues {
  return pick(values, ASKING_KEYS);
}

/** Flags over the file of options. Paths of the flags become absolute; single limits win by themselves. */
export function mergeOptions(given: Given, file: ConfigValues, cwd: string): ConfigValues {
  const flags: ConfigValues = absolutePaths(pick(given as ConfigValues, CONFIG_KEYS), cwd);
  return { ...file, ...flags, limits: { ...file.limits, ...flags.limits } };
}

/** The same with paths counted from `folder`. */
export function absolutePaths(values: ConfigValues, folder: string): ConfigValues {
  const paths = OPTION_ROWS.flatMap(([key, { isPath }]) => {
    const path: unknown = isPath === true ? (values as Record<string, unknown>)[key] : undefined;
    if (typeof path !== "string") return [];
    return [[key, key === "config" ? configWord(path, folder) : resolve(folder, path)] as const];
  });
  const { outputs } = values;
  return {
    ...values,
    ...Object.fromEntries(paths),
    ...(outputs !== undefined && { outputs: absoluteSchemas(outputs, folder) }),
  };
}

/** Outputs whose schema is in a file name it by its path. */
function absoluteSchemas(
  outputs: Exclude<ConfigValues["outputs"], undefined>,
  folder: string,
): Exclude<ConfigValues["outputs"], undefined> {
  return Object.fromEntries(
    Object.entries(outputs).map(([tool, source]) => [
      tool,
      typeof source === "string" ? resolve(folder, source) : source,
    ]),
  );
}

function pick<T extends object, Key extends keyof T & string>(
  values: T,
  keys: readonly Key[],
): { [K in Key]?: Exclude<T[K], undefined> } {
  const entries = keys.map((key) => [key, values[key]] as const);
  return withoutUndefined(Object.fromEntries(entries)) as { [K in Key]?: Exclude<T[K], undefined> };
}
