import { resolve } from "node:path";
import { configWord } from "../config/targets/target-word.js";
import type { CommandName, OptionRow } from "./option.js";
import { OPTIONS } from "./table.js";
import { withoutUndefined } from "./without-undefined.js";

type Options = typeof OPTIONS;
export type OptionKey = keyof Options;
type ValueOf<Row> = Row extends { readonly value?: infer Value } ? Value : never;
type KeysWith<Shape> = { [Key in OptionKey]: Options[Key] extends Shape ? Key : never }[OptionKey];

/** Keys that an `fmcp.config` file may contain. */
export type ConfigKey = KeysWith<{ readonly schema: unknown }>;
/** Keys whose values affect the text of the files and are stored in the lock. */
export type OutputKey = KeysWith<{ readonly inLock: true }>;
/** Keys whose values affect how servers are asked. */
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
/** What was given on the command line; paths as typed. Without a name: for any command. */
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

/** Returns the options among `values` that affect the text of the files. */
export function outputValues(values: OutputValues): OutputValues {
  return pick(values, OUTPUT_KEYS);
}

/** Returns the options among `values` that affect how servers are asked. */
export function askingValues(values: AskingValues): AskingValues {
  return pick(values, ASKING_KEYS);
}

/** Overrides the options file by flags. Paths of flags become absolute; limits are merged one by one. */
export function mergeOptions(given: Given, file: ConfigValues, cwd: string): ConfigValues {
  const flags: ConfigValues = absolutePaths(pick(given as ConfigValues, CONFIG_KEYS), cwd);
  return { ...file, ...flags, limits: { ...file.limits, ...flags.limits } };
}

/** Makes paths absolute that are relative to `folder`. */
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

/** Makes the paths of output schemas absolute. */
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
