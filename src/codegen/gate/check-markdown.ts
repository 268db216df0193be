import { hasInvisible } from "../../shared/text/invisible.js";
import { show } from "../../shared/text/show.js";
import { GateError } from "./gate-errors.js";
import { MARKDOWN_HEADER } from "./header.js";

const FENCE = /^ {0,3}(`{3,}|~{3,})([^`]*)$/;
const HEADING = /^ {0,3}#{1,6}(?:\s+(.*?))?\s*$/;

/** A name of our own, and words: nothing that YAML, Markdown or HTML gives a meaning. */
const FRONT_MATTER = /^---\nname: [a-z0-9-]{1,64}\ndescription: "[\p{L}\p{N}\p{M}.,;()'+ -]*"\n---\n\n/u;

const UNDERLINE = /^ {0,3}(?:=+|-+)\s*$/;

/**
 * Refuses what is active in a Markdown file: HTML, images, links out of the output, and headings that the target did not
 * write. What is in a fence or between backticks is text.
 *
 * @throws {GateError} at the first thing that is not allowed
 */
export function checkMarkdown(file: string, text: string, headings: readonly string[]): void {
  const refuse = (at: number, problem: string): never => {
    throw new GateError(file, at + 1, problem);
  };
  const front = FRONT_MATTER.exec(text)?.[0] ?? "";
  const above = front.split("\n").length - 1;
  if (hasInvisible(front, "\n")) refuse(0, "it contains an invisible character.");
  const lines = text.split("\n");
  const found: string[] = [];
  let fence: string | undefined;
  for (const [at, line] of lines.entries()) {
    if (at < above) continue;
    if (hasInvisible(line, "\t")) refuse(at, "it contains an invisible character.");
    const mark = FENCE.exec(line)?.[1];
    if (fence !== undefined) {
      if (mark !== undefined && mark.startsWith(fence) && line.trim() === mark) fence = undefined;
      continue;
    }
    if (mark !== undefined) {
      fence = mark;
      continue;
    }
    if (at === above && line === MARKDOWN_HEADER) continue;
    const heading = HEADING.exec(line);
    if (heading !== null) found.push(heading[1] ?? "");
    if (UNDERLINE.test(line) && (lines[at - 1] ?? "").trim() !== "")
      refuse(at, "it contains an underlined heading.");
    checkLine(line, (problem) => refuse(at, problem));
  }
  if (fence !== undefined) refuse(lines.length - 1, "a code fence is not closed.");
  const plain = (all: readonly string[]): string =>
    JSON.stringify(all.map((each) => each.replace(/\\/g, "")));
  if (plain(found) !== plain(headings)) refuse(0, "its headings do not match those of its target.");
}

/** Checks a line outside of fences, without escaped characters and text between backticks. */
function checkLine(line: string, refuse: (problem: string) => void): void {
  const live = line.replace(/\\[!-/:-@[-`{-~]/g, "").replace(/(`+)(?!`).*?(?<!`)\1(?!`)/g, "");
  if (/<[A-Za-z/!?]/.test(live)) refuse(`HTML is not allowed here: ${show(live, 80)}`);
  if (/!\[/.test(live)) refuse("An image is not allowed here.");
  // our own links lead to files of the output
  for (const [, to = ""] of live.matchAll(/\]\(([^)]*)\)/g))
    if (!/^[\w./-]*$/.test(to)) refuse(`a link leads to ${show(to, 80)}.`);
  if (/^\s*\[[^\]]*\]:/.test(live)) refuse("A link definition is not allowed here.");
}
