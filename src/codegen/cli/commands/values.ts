import { InvalidArgumentError } from "commander";
import { parseDuration } from "../../config/duration.js";

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
