import type { ConfigFault } from "../../shared/config/fault.js";
import { show } from "../../shared/text/show.js";

/** Formats faults as lines for a person: place, server, what is wrong, what to do. */
export function describeFaults(faults: readonly ConfigFault[], path?: string): string {
  return faults.map((fault) => describe(fault, path)).join("\n");
}

function describe(
  { pointer, server, line, column, message, hint }: ConfigFault,
  path: string | undefined,
): string {
  const file = path === undefined ? "" : show(path);
  const place = line === undefined ? file : `${file || "line "}${file && ":"}${line}:${column ?? 1}`;
  const at = [place, show(pointer)].filter((part) => part !== "").join(" ");
  const who = server === undefined ? "" : `server "${show(server)}": `;
  return `${at === "" ? "" : `${at}: `}${who}${message} ${hint}`;
}
