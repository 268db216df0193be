import { FmcpError, type FmcpErrorDetails } from "../../shared/errors/fmcp-error.js";
import { show } from "../../shared/text/show.js";
import type { Content } from "../results/content.js";
import type { ToolResult } from "../results/tool-result.js";

/** The tool ran and reported a failure (`isError`). `raiseOnError: false` returns such results instead. */
export class ToolError extends FmcpError {
  /** Wire name of the tool. */
  readonly toolName: string;
  /** The whole answer. */
  readonly result: ToolResult;

  constructor(toolName: string, result: ToolResult, details?: FmcpErrorDetails) {
    super("TOOL_ERROR", messageOf(toolName, result), { ...details, subject: toolName });
    this.toolName = toolName;
    this.result = result;
  }

  get content(): Content {
    return this.result.content;
  }

  get structuredContent(): unknown {
    return this.result.structuredContent;
  }
}

/** Characters of the tool's message; the result has all of it. */
const LONGEST = 2_000;

/** Returns the tool's message, as far as a person can read it. */
function messageOf(toolName: string, result: ToolResult): string {
  const text = result.content.text;
  if (text === "") return `Tool "${show(toolName)}" returned an error`;
  return text
    .slice(0, LONGEST)
    .split("\n")
    .map((line) => show(line, LONGEST))
    .join("\n");
}
