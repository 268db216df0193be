import { show } from "../../shared/text/show.js";
import { ConfigurationError } from "../errors/configuration-error.js";

/** Options that are durations, in milliseconds. */
const DURATIONS = ["timeoutMs", "maxTotalTimeoutMs", "ttlMs", "intervalMs"] as const;

/** Options that are counts. `retry` may also be a boolean. */
const COUNTS = ["retry", "maxPages", "maxItems"] as const;

type Numbers = Readonly<Partial<Record<(typeof DURATIONS)[number] | (typeof COUNTS)[number], unknown>>>;

/**
 * Checks the numbers among the options of one call, so that nothing is sent with a deadline that never passes. Does not look at
 * other options.
 *
 * @throws {ConfigurationError} that names the option
 */
export function checkNumbers(options: Numbers): void {
  for (const key of DURATIONS) checkDuration(key, options[key]);
  for (const key of COUNTS) {
    const value = options[key];
    if (value === undefined || (key === "retry" && typeof value === "boolean")) continue;
    if (value === Infinity || (Number.isInteger(value) && (value as number) >= 0)) continue;
    throw new ConfigurationError(
      `${key}: ${quoted(value)} is not a valid count. Give a whole number from 0.`,
    );
  }
}

/** Any duration is valid, even one that no timer can take (see `timerMs`). @throws {ConfigurationError} */
export function checkDuration(key: string, value: unknown): void {
  if (value === undefined) return;
  if (typeof value === "number" && value >= 0) return;
  throw new ConfigurationError(
    `${key}: ${quoted(value)} is not a valid duration. Give a number of milliseconds, 0 or more.`,
  );
}

function quoted(value: unknown): string {
  return typeof value === "string" ? `"${show(value)}"` : show(value);
}
