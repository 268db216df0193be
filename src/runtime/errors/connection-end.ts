import { showTail } from "../../shared/text/show-lines.js";
import { show } from "../../shared/text/show.js";
import type { TransportEnd } from "../transport/source.js";

/** What is known about the end of a connection, as sentences to put behind an error message; `""` where nothing is. */
export function describeEnd(end: TransportEnd | undefined): string {
  if (end === undefined) return "";
  const words = showTail(end.stderrTail ?? "");
  return ` The server ${show(end.reason, 300)}.` + (words && ` Its last words:${words}`);
}
