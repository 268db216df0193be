import type { JsonObject } from "../../../shared/json/json.js";
import { type Answer, textAnswer } from "../answers/answer.js";
import type { Offer } from "../offer/offer.js";
import type { ToolInfo } from "../../tools/tool-info.js";

/** Asks for approval of a call, for providers whose package does not ask by itself. */
export interface Approval {
  /** Whether the call may be made. Default: every call may. */
  readonly approve?: (call: {
    readonly tool: ToolInfo;
    readonly args: JsonObject | string;
  }) => boolean | Promise<boolean>;
}

/** Runs a call, after asking for approval if it needs one. A refusal is returned to the model as an answer. */
export async function runApproved(
  offer: Offer,
  name: string,
  args: unknown,
  { approve }: Approval,
  signal?: AbortSignal,
): Promise<Answer> {
  const tool = offer.tools.find((each) => each.name === name);
  if (tool !== undefined && approve !== undefined && (await tool.needsApproval(args))) {
    const allowed = await approve({ tool: tool.info, args: args as JsonObject | string });
    if (!allowed) return textAnswer(`The user did not allow the call of ${name}.`, true);
  }
  return offer.run(name, args, signal);
}
