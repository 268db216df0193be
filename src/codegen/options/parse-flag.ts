import { didYouMean } from "../../shared/text/suggest.js";
import { LIMIT_NAMES, type Limits } from "../model/limits.js";
import { parseDuration } from "../../shared/command-line/duration.js";

/** The text of a flag cannot be used; the message says what to write. */
export class FlagValueError extends Error {}

/** Collects the values of a flag that may be repeated. */
export function list(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

/** Collects comma-separated words of a flag that may be repeated. @throws {FlagValueError} */
export function words(text: string, before: readonly unknown[] = []): readonly string[] {
  const given = text.split(",").map((word) => word.trim());
  if (given.includes("")) throw new FlagValueError("Write names separated by commas: tree,fakes.");
  return [...(before as readonly string[]), ...given];
}

/** @throws {FlagValueError} */
export function parseCount(text: string): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= 1 && value <= 1_000) return value;
  throw new FlagValueError("Write a whole number from 1 to 1000.");
}

/** Parses a whole number from 0 to `most`. @throws {FlagValueError} */
export function parseNumber(text: string, most: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value <= most) return value;
  throw new FlagValueError(`Write a whole number from 0 to ${most}.`);
}

/**
 * Parses milliseconds. A small number without a unit was probably meant as seconds, so it is refused. @throws
 * {FlagValueError}
 */
export function parseTimeout(text: string): number {
  const ms = parseDuration(text);
  if (ms === undefined) throw new FlagValueError("Write 15s, 500ms, 2m, or milliseconds.");
  if (ms < 100 && /^\d+$/.test(text)) {
    throw new FlagValueError(`A bare number is milliseconds; write ${text}s or ${text}ms.`);
  }
  return ms;
}

/** Parses `--input id=value` and adds the answer. @throws {FlagValueError} */
export function oneInput(
  text: string,
  before: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  const [, id, value = ""] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
  if (id === undefined) throw new FlagValueError("Write the input and its value: token=abc.");
  return { ...before, [id]: value };
}

/** Parses `--limit name=value` and adds the limit. @throws {FlagValueError} */
export function oneLimit(text: string, before: Partial<Limits> = {}): Partial<Limits> {
  const [, name = "", digits = ""] = /^([^=]*)=(\d+)$/.exec(text) ?? [];
  const value = Number(digits);
  const known = LIMIT_NAMES.find((each) => each === name);
  if (known === undefined && name !== "")
    throw new FlagValueError(
      `There is no such limit.${didYouMean(name, LIMIT_NAMES)} Known: ${LIMIT_NAMES.join(", ")}.`,
    );
  if (known === undefined || value < 1 || value >= 2 ** 31)
    throw new FlagValueError("Write a limit and a whole number above 0: items=10000.");
  return { ...before, [known]: value };
}
