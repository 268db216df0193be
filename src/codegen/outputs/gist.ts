import type { ToolModel } from "../model/index.js";

/** The longest summary; a cut one ends in an ellipsis. */
const MAX_CHARS = 160;

/** Summarizes a tool in one line: the first sentence of its description, or its title. */
export function gistOf({ title, description, annotations }: ToolModel): string | undefined {
  const text = description?.trim() || title || annotations?.title;
  const [line = ""] = (text ?? "").trim().split(/\r?\n\s*\r?\n|\r?\n(?=\s*[-*#\d])/);
  const flat = line.replace(/\s+/g, " ");
  const sentence = /^.{20,}?[.!?](?= |$)/.exec(flat)?.[0] ?? flat;
  if (sentence === "") return undefined;
  return sentence.length <= MAX_CHARS ? sentence : `${sentence.slice(0, MAX_CHARS - 2).trimEnd()} …`;
}
