import type { JsonObject } from "../../shared/json/json.js";
import { textsOf } from "../../shared/tool/answer-data.js";

/** The longest text that tells of a failure, in characters. */
const LONGEST = 2_000;
const BEGINS = /^\W*(an? )?(\w*error|\w*exception|failed|failure|traceback|cannot|could not|unable to)\b/i;
const SAYS = /\b(not found|does not exist|no such|permission denied|access denied|timed out)\b/i;

/** Whether the only text of an answer is the message of a failure that the server did not mark with `isError`. */
export function tellsFailure({ content, structuredContent }: JsonObject): boolean {
  if (structuredContent !== undefined && structuredContent !== null) return false;
  const [text, other] = textsOf(content) ?? [];
  if (text === undefined || other !== undefined || text.length > LONGEST || /^\s*[[{]/.test(text))
    return false;
  return BEGINS.test(text) || (!text.trim().includes("\n") && SAYS.test(text));
}

/** Whether failures are so rare among the answers of a tool that they do not show its output: one for three other answers at most. */
export function areRare(failures: number, others: number): boolean {
  return failures * 3 <= others;
}
