import type { Fault } from "../../shared/json-schema/index.js";
import { show } from "../../shared/text/show.js";

/** `days: it is no number`: a fault with the path to it. */
export function shownFault({ path, message }: Fault): string {
  return `${path.length === 0 ? "" : `${show(path.join("."))}: `}${message}`;
}
