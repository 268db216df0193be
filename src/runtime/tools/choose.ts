import { fits } from "../../shared/text/fits.js";
import type { ToolInfo } from "./tool-info.js";

/** Which tools to offer to a model. */
export interface ToolChoice {
  /** Names of tools, in which `*` matches any text: `get_*`, or with the server, `github.get_*`. Default: all. */
  readonly only?: string | readonly string[];
  /** Names of tools to leave out, in the same form. */
  readonly except?: string | readonly string[];
  /** Only tools whose annotations say that they are read-only. Default false. */
  readonly readOnly?: boolean;
  /** An additional condition. */
  readonly where?: (tool: ToolInfo) => boolean;
}

/** Whether `tool` is selected. */
export function isChosen(tool: ToolInfo, { only, except, readOnly = false, where }: ToolChoice): boolean {
  if (readOnly && tool.hints.readOnly !== true) return false;
  if (only !== undefined && !listed(tool, only)) return false;
  if (except !== undefined && listed(tool, except)) return false;
  return where?.(tool) ?? true;
}

function listed(tool: ToolInfo, patterns: string | readonly string[]): boolean {
  const all = typeof patterns === "string" ? [patterns] : patterns;
  return all.some((pattern) => fits(pattern, tool.name) || fits(pattern, `${tool.server}.${tool.name}`));
}
