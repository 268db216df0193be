import { type Command, InvalidArgumentError, Option } from "commander";
import type { CommandName, Offer, OptionRow } from "../options/option.js";
import { FlagValueError } from "../options/parse-flag.js";
import { type Given, OPTION_ROWS, type OptionKey } from "../options/option-values.js";

/** Turns what commander parsed into options by key: `(flags, config) => given`. */
export type ReadGiven<Name extends CommandName> = (
  flags: Readonly<Record<string, unknown>>,
  config: string | undefined,
) => Given<Name>;

/** Adds to `command` the flags and arguments that the table of options lists for it. */
export function addOptions<Name extends CommandName>(command: Command, name: Name): ReadGiven<Name> {
  const keys = new Map<string, { readonly key: OptionKey; readonly negate: boolean }>();
  for (const [key, row] of OPTION_ROWS) {
    const offer = row.commands[name];
    const flag = offer?.flag ?? row.flag;
    if (offer === undefined || flag === undefined) continue;
    const help = helpOf(row, offer);
    if (flag.startsWith("[")) command.argument(flag, help);
    else {
      const option = toOption(flag, help, row);
      command.addOption(option);
      keys.set(option.attributeName(), { key, negate: option.negate });
    }
  }
  return (flags, config) => {
    const given = Object.entries(flags).flatMap(([attribute, value]) => {
      const known = keys.get(attribute);
      // commander sets `--no-x` to true if it was not typed
      return known === undefined || (known.negate && value === true) ? [] : [[known.key, value] as const];
    });
    return Object.fromEntries([["config", config] as const, ...given]) as Given<Name>;
  };
}

function toOption(flag: string, help: string, row: OptionRow<unknown>): Option {
  const option = new Option(flag, help);
  const { parse, choices, conflicts } = row;
  if (choices !== undefined) option.choices(choices as readonly string[]);
  if (conflicts !== undefined) option.conflicts(conflicts);
  if (parse !== undefined)
    option.argParser((text, before: unknown) => {
      try {
        return parse(text, before);
      } catch (error) {
        throw error instanceof FlagValueError ? new InvalidArgumentError(error.message) : error;
      }
    });
  return option;
}

function helpOf(row: OptionRow<unknown>, offer: Offer): string {
  const { default: value, defaultText } = row;
  const help = offer.help ?? row.help ?? "";
  const shown = defaultText ?? (typeof value === "string" ? JSON.stringify(value) : undefined);
  return shown === undefined ? help : `${help} (default: ${shown})`;
}
