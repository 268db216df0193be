import { didYouMean } from "../../shared/text/suggest.js";
import { show } from "../../shared/text/show.js";
import { ConfigurationError } from "../errors/configuration-error.js";
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

/**
 * Returns the selected ones of `tools`.
 * @throws {ConfigurationError} for a name without `*` in `only` or `except` that none of `tools` has
 */
export function chooseTools<Tool extends ToolInfo>(
  tools: readonly Tool[],
  choice: ToolChoice,
): readonly Tool[] {
  for (const option of ["only", "except"] as const)
    for (const name of patternsOf(choice[option] ?? []))
      if (!name.includes("*") && !tools.some((tool) => listed(tool, name))) {
        const known = tools.flatMap((tool) => [tool.name, `${tool.server}.${tool.name}`]);
        throw new ConfigurationError(
          `\`${option}\` names "${show(name)}", but there is no such tool.${didYouMean(name, known)}`,
        );
      }
  return tools.filter((tool) => isChosen(tool, choice));
}

/** Whether `tool` is selected. */
function isChosen(tool: ToolInfo, { only, except, readOnly = false, where }: ToolChoice): boolean {
  if (readOnly && tool.hints.readOnly !== true) return false;
  if (only !== undefined && !listed(tool, only)) return false;
  if (except !== undefined && listed(tool, except)) return false;
  return where?.(tool) ?? true;
}

function listed(tool: ToolInfo, patterns: string | readonly string[]): boolean {
  return patternsOf(patterns).some(
    (pattern) => fits(pattern, tool.name) || fits(pattern, `${tool.server}.${tool.name}`),
  );
}

function patternsOf(patterns: string | readonly string[]): readonly string[] {
  return typeof patterns === "string" ? [patterns] : patterns;
}
