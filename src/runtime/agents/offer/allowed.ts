import type { JsonObject } from "../../../shared/json/json.js";
import { reason } from "../../../shared/text/reason.js";
import { show } from "../../../shared/text/show.js";
import { host } from "../../platform/host.js";
import type { ToolInfo } from "../../tools/tool-info.js";

/** Which calls need a person's approval. */
export type ApprovalRule =
  "destructive" | "writes" | "never" | ((tool: ToolInfo, args: JsonObject) => boolean | Promise<boolean>);

/** Asks for approval of one call, with the arguments that the server would receive. */
export type Approve = (call: {
  readonly tool: ToolInfo;
  readonly args: JsonObject;
}) => boolean | Promise<boolean>;

interface Rules {
  readonly needsApproval?: ApprovalRule;
}

/** Whether no call of the tool needs approval, whatever its arguments. */
export function neverNeedsApproval(tool: ToolInfo, { needsApproval: rule = "destructive" }: Rules): boolean {
  if (typeof rule === "function") return false;
  return (
    rule === "never" ||
    tool.hints.readOnly === true ||
    (rule === "destructive" && tool.hints.destructive !== true)
  );
}

/** Whether a call needs a person's approval. A rule that throws is reported, and the call needs approval. */
export async function needsApproval(tool: ToolInfo, args: JsonObject, rules: Rules): Promise<boolean> {
  try {
    return await isNeeded(tool, args, rules);
  } catch (error) {
    report(tool, "needsApproval", error);
    return true;
  }
}

/**
 * Why a call may not be made, as a text for the model; `undefined`: it may. A function that throws is reported, and the call is
 * refused.
 */
export async function refusalOf(
  name: string,
  tool: ToolInfo,
  args: JsonObject,
  rules: Rules,
  approve: Approve | undefined,
): Promise<string | undefined> {
  if (approve === undefined) return undefined;
  let asking: "needsApproval" | "approve" = "needsApproval";
  try {
    if (!(await isNeeded(tool, args, rules))) return undefined;
    asking = "approve";
    return (await approve({ tool, args })) ? undefined : `The user did not allow the call of ${name}.`;
  } catch (error) {
    report(tool, asking, error);
    return `The call of ${name} was not made, because the check whether it is allowed failed.`;
  }
}

function isNeeded(tool: ToolInfo, args: JsonObject, rules: Rules): boolean | Promise<boolean> {
  const { needsApproval: rule } = rules;
  return typeof rule === "function" ? rule(tool, args) : !neverNeedsApproval(tool, rules);
}

function report(tool: ToolInfo, asking: string, error: unknown): void {
  const called = show(`${tool.server}.${tool.name}`);
  host.warn(`\`${asking}\` threw for a call of ${called}: ${show(reason(error))}`, "FmcpApprovalWarning");
}
