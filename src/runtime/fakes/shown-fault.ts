import type { Fault } from "../../shared/json-schema/index.js";
import { show } from "../../shared/text/show.js";

/** Formats a fault with its path: `days: expected number`. */
export function shownFault({ path, message }: Fault): string {
  return `${path.length === 0 ? "" : `${show(path.join("."))}: `}${message}`;
}
