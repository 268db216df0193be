import { OptionInvalidError } from "../../config/usage-error.js";
import type { Pair } from "../../../shared/command-line/pair.js";
import { show } from "../../../shared/text/show.js";

/** What follows the name of a tool or prompt: its arguments, and what to connect to. */
export interface Words {
  /** Config, URL, script, package or command. `undefined`: the nearest config. */
  readonly target: string | undefined;
  readonly pairs: readonly Pair[];
}

/** A name contains no `:`, `/` or `\`, so URLs and paths with an equals sign are not arguments. */
const PAIR = /^([^=\s:/\\]+)(:?)=(.*)$/s;

/** Separates the arguments from the target, in any order. @throws {OptionInvalidError} for two targets */
export function splitWords(words: readonly string[]): Words {
  const pairs: Pair[] = [];
  const targets: string[] = [];
  for (const word of words) {
    const [, name, colon, text = ""] = PAIR.exec(word) ?? [];
    if (name === undefined) targets.push(word);
    else pairs.push({ name, text, isJson: colon === ":" });
  }
  if (targets.length > 1)
    throw new OptionInvalidError(
      `Both ${targets.map((word) => `"${show(word)}"`).join(" and ")} name what to connect to.`,
      "Write arguments as name=value or name:=json, and name one config, URL, script, package or command.",
    );
  return { target: targets[0], pairs };
}
