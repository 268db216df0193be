import { InvalidArgumentError } from "commander";
import { parseDuration } from "../config/duration.js";
import { didYouMean } from "../../shared/text/suggest.js";
import { LIMIT_NAMES, type Limits } from "../model/limits.js";

/** Values of a flag that may be repeated. */
export function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

export function count(text: string): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= 1 && value <= 1_000) return value;
  throw new InvalidArgumentError("It is a whole number from 1 to 1000.");
}

/** Nobody means 30 milliseconds: a bare small number was meant as seconds, and is asked about rather than guessed. */
export function duration(text: string): number {
  const ms = parseDuration(text);
  if (ms === undefined) throw new InvalidArgumentError("Write 15s, 500ms, 2m, or milliseconds.");
  if (ms < 100 && /^\d+$/.test(text)) {
    throw new InvalidArgumentError(`A bare number is milliseconds; write ${text}s or ${text}ms.`);
  }
  return ms;
}

/** `--limit name=value`: one limit more. */
export function limit(text: string, before: Partial<Limits> = {}): Partial<Limits> {
  const [, name = "", digits = ""] = /^([^=]*)=(\d+)$/.exec(text) ?? [];
  const value = Number(digits);
  const known = LIMIT_NAMES.find((each) => each === name);
  if (known === undefined && name !== "")
    throw new InvalidArgumentError(
      `There is no such limit.${didYouMean(name, LIMIT_NAMES)} Known: ${LIMIT_NAMES.join(", ")}.`,
    );
  if (known === undefined || value < 1 || value >= 2 ** 31)
    throw new InvalidArgumentError("Write a limit and a whole number above 0: items=10000.");
  return { ...before, [known]: value };
}
