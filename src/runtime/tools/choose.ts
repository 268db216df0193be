import { fits } from "../../shared/text/fits.js";
import type { ToolInfo } from "./tool-info.js";

/** Which tools a model is offered. */
export interface ToolChoice {
  /** Names of tools, `*` for any text: `get_*`, or with the server, `github.get_*`. Default: all. */
  readonly only?: string | readonly string[];
  /** Names of tools that are left out, in the same form. */
  readonly except?: string | readonly string[];
  /** Only tools that claim to change nothing. Default false. */
  readonly readOnly?: boolean;
  /** Further condition. */
  readonly where?: (tool: ToolInfo) => boolean;
}

/** Whether `tool` is chosen. */
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
