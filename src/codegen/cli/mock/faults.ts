import { show } from "../../../shared/text/show.js";
import { OptionInvalidError } from "../../config/usage-error.js";

/** What goes wrong on purpose, and for which share of the calls. */
export interface Faults {
  /** A call is answered with a JSON-RPC error, or with a failure of the tool. */
  readonly errors?: number;
  /** A call is answered {@link SLOW_MS} later. */
  readonly slow?: number;
  /** The connection ends in place of an answer. */
  readonly drops?: number;
  /** A share of the tools is listed otherwise than in the lock, and answers otherwise. */
  readonly drift?: number;
}

/** How much later a slow call is answered. */
export const SLOW_MS = 3_000;

/** What `--faults` without a value means. */
const USUAL: Required<Faults> = { errors: 0.1, slow: 0.1, drops: 0.05, drift: 0.2 };

/**
 * `errors,drift=0.5`: kinds of faults, each with the share of calls or tools that it befalls; `true`: all of them, as usual.
 *
 * @throws {OptionInvalidError}
 */
export function parseFaults(text: string | true): Faults {
  if (text === true) return USUAL;
  const faults = text.split(",").map((part): readonly [string, number] => {
    const [, kind = "", share] = /^([a-z]+)(?:=([\d.]+))?$/.exec(part.trim()) ?? [];
    const value = share === undefined ? USUAL[kind as keyof Faults] : Number(share);
    if (!Object.hasOwn(USUAL, kind) || !(value >= 0 && value <= 1))
      throw new OptionInvalidError(
        `--faults ${show(text, 100)}: there is no such fault, or no such share.`,
        `Write some of ${Object.keys(USUAL).join(", ")}, each with a share from 0 to 1: errors=0.2,drift.`,
      );
    return [kind, value];
  });
  return Object.fromEntries(faults);
}
