import { show } from "../../shared/text/show.js";
import type { LearnedOutput } from "./server-model.js";

/** Says in words where an output that the server does not declare comes from. */
export function originOf({ answers, version }: LearnedOutput): string {
  if (answers === undefined) return "given in fmcp.config";
  const of = version === undefined || version === "" ? "" : ` of version ${show(version, 60)}`;
  return `learned from ${answers} recorded ${answers === 1 ? "answer" : "answers"}${of}`;
}
