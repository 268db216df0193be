import { didYouMean } from "../../../shared/text/suggest.js";
import { show } from "../../../shared/text/show.js";
import { OptionInvalidError } from "../../config/usage-error.js";

/** Which faults to inject, and in which share of the calls. */
export interface Faults {
  /** A call is answered with a JSON-RPC error or a tool error. */
  readonly errors?: number;
  /** A call is answered {@link SLOW_MS} later. */
  readonly slow?: number;
  /** The connection closes instead of answering. */
  readonly drops?: number;
  /** A share of the tools is listed differently than in the lock, and answers differently. */
  readonly drift?: number;
}

/** How much later a slow call is answered. */
export const SLOW_MS = 3_000;

/** The faults of `--faults` without a value. */
const USUAL: Required<Faults> = { errors: 0.1, slow: 0.1, drops: 0.05, drift: 0.2 };

/**
 * Parses `errors,drift=0.5`: kinds of faults, each with the share of calls or tools affected; `true` means all of them with
 * their default shares.
 *
 * @throws {OptionInvalidError}
 */
export function parseFaults(text: string | true): Faults {
  if (text === true) return USUAL;
  const faults = new Map<string, number>();
  for (const part of text.split(",")) {
    const [kind = "", share, ...others] = part.split("=").map((each) => each.trim());
    if (!Object.hasOwn(USUAL, kind))
      throw invalid(text, `"${show(kind)}" is not a fault.${didYouMean(kind, Object.keys(USUAL))}`);
    const value = share === undefined ? USUAL[kind as keyof Faults] : Number(share);
    if (share === "" || others.length > 0 || !(value >= 0 && value <= 1))
      throw invalid(text, `"${show(part.trim())}" has no share from 0 to 1.`);
    if (faults.has(kind)) throw invalid(text, `"${kind}" is named twice.`);
    faults.set(kind, value);
  }
  return Object.fromEntries(faults);
}

function invalid(text: string, what: string): OptionInvalidError {
  return new OptionInvalidError(
    `--faults ${show(text, 100)}: ${what}`,
    `Write some of ${Object.keys(USUAL).join(", ")}, each with a share from 0 to 1: errors=0.2,drift.`,
  );
}
