import { showLog } from "../../shared/text/show-lines.js";
import { show } from "../../shared/text/show.js";
import type { ServerWords, TransportEnd } from "../transport/transport-source.js";

/** Describes the end of a connection, in sentences to append to an error message; `""` if nothing is known. */
export function describeEnd(end: TransportEnd | undefined): string {
  if (end === undefined) return "";
  return ` The server ${show(end.reason, 300)}.${end.cure === undefined ? "" : ` ${end.cure}`}${describeWords(end)}`;
}

/** Quotes what a server printed, to append to an error message: the first and last lines; `""` if it printed nothing. */
export function describeWords({ stderrHead, stderrTail, strayHead, strayTail }: ServerWords = {}): string {
  const stray = showLog(joined(strayHead, strayTail), 600);
  const words = showLog(joined(stderrHead, stderrTail));
  return (
    (stray && ` Its standard output contained something that is not a message:${stray}`) +
    (words && `${stray.includes("\n") ? "\n" : " "}Its last output:${words}`)
  );
}

function joined(head: string | undefined, tail = ""): string {
  return head === undefined ? tail : `${head}\n…\n${tail}`;
}
