import { show } from "../../../shared/text/show.js";
import { didYouMean } from "../../../shared/text/suggest.js";
import { ConfigurationError } from "../../errors/configuration-error.js";
import { callOfLine } from "../recorded-call.js";

const MODES = ["none", "new", "all"];
const MATCHES = ["arguments", "order"];

/** @throws {ConfigurationError} for arguments of `replay` that the compiler would refuse, and for a text in place of a folder */
export function checkReplay(
  recording: unknown,
  { record = "none", match = "arguments" }: { readonly record?: unknown; readonly match?: unknown },
): void {
  if (typeof recording === "string") {
    if (recording === "")
      throw new ConfigurationError("replay: the folder of the recording is an empty string.");
    // a folder may have any name, but no line break and not that of a call
    if (/[\r\n]/.test(recording) || callOfLine(recording) !== undefined)
      throw new ConfigurationError(
        'replay: this is the text of a recording, where a folder is expected. Give its lines: `replay(text.split("\\n"))`.',
      );
  } else if (!Array.isArray(recording))
    throw new ConfigurationError("replay: give a folder that `record` wrote, or an array of its lines.");
  if (typeof match !== "function") oneOf("match", match, MATCHES, ", or a function");
  oneOf("record", record, MODES, "");
}

function oneOf(option: string, given: unknown, allowed: readonly string[], others: string): void {
  if (allowed.some((each) => each === given)) return;
  const known = allowed.map((each) => `"${each}"`).join(", ");
  throw new ConfigurationError(
    `replay: ${option} is ${show(JSON.stringify(given) ?? "undefined")}.${didYouMean(String(given), allowed)} Allowed: ${known}${others}.`,
  );
}
