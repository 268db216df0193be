import type { DiffReport } from "../../../diff/index.js";
import { formatMarkdown } from "./format-markdown.js";

/** The first line of a comment on a pull request, by which the next run finds the comment to replace. */
export const COMMENT_MARK = "<!-- fmcp-codegen diff -->";

/** The longest body that GitHub accepts, minus room for the last line. */
const LONGEST = 65_000;

/**
 * Formats a report as Markdown for one comment on a pull request, which the next run replaces. A longer text is cut between
 * lines and says so.
 */
export function formatComment(report: DiffReport): string {
  const lines = formatMarkdown(report).split("\n");
  let length = COMMENT_MARK.length;
  const fits = lines.findIndex((line) => (length += line.length + 1) > LONGEST);
  if (fits === -1) return `${COMMENT_MARK}\n${lines.join("\n")}`;
  const cut = lines.slice(0, fits).join("\n");
  return `${COMMENT_MARK}\n${closed(cut)}\n\n${lines.length - fits} more lines: run \`fmcp-codegen diff\` to see all.\n`;
}

/** Closes a fence or a fold that the cut left open; it would swallow what follows. */
function closed(text: string): string {
  const fence = text.split("\n").reduce<string | undefined>((open, line) => {
    const mark = /^`{3,}/.exec(line)?.[0];
    if (mark === undefined) return open;
    return open === undefined ? mark : line === open ? undefined : open;
  }, undefined);
  const opened = text.split("<details>").length - text.split("</details>").length;
  return `${text}${fence === undefined ? "" : `\n${fence}`}${"\n\n</details>".repeat(Math.max(0, opened))}`;
}
