import { show } from "../../shared/text/show.js";

/** How the process or stream under a connection ended. */
export interface ConnectionEnd {
  readonly exitCode?: number | null | undefined;
  readonly signal?: string | null | undefined;
  /** Last bytes that the process wrote to its standard error, secrets redacted. */
  readonly stderrTail?: string | undefined;
}

/** ` The server exited with code 2. Its last words: …`, or nothing. */
export function describeEnd(end: ConnectionEnd | undefined): string {
  if (end === undefined) return "";
  const how =
    typeof end.exitCode === "number"
      ? ` The server exited with code ${end.exitCode}.`
      : end.signal
        ? ` The server was ended by ${show(end.signal)}.`
        : "";
  const tail = end.stderrTail?.trim();
  return tail ? `${how} Its last words: ${show(tail.slice(-600), 700)}` : how;
}
