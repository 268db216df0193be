import { UsageError } from "../errors/usage-error.js";
import { show } from "../text/show.js";
import { didYouMean } from "../text/suggest.js";

const MAX_SHOWN = 20;

/** No server, tool, prompt or argument has the given name. */
export class UnknownNameError extends UsageError {
  /** `what`: the sentence without its full stop, such as `Server "weather" has no tool "forcast"`. */
  constructor(what: string, given: string, known: readonly string[], hint = "It has") {
    const names = known.slice(0, MAX_SHOWN).map((name) => show(name));
    const more = known.length > MAX_SHOWN ? `, and ${known.length - MAX_SHOWN} more` : "";
    super(
      "UNKNOWN_NAME",
      `${what}.${didYouMean(given, known)}`,
      known.length === 0 ? `${hint} none.` : `${hint} ${names.join(", ")}${more}.`,
    );
  }
}

/** The arguments do not match the schema of the tool or prompt. */
export class ArgumentsInvalidError extends UsageError {
  constructor(message: string, hint: string) {
    super("ARGUMENTS_INVALID", message, hint);
  }
}
