import type { JsonObject } from "../../../shared/json/json.js";
import { type Answer, textAnswer } from "../answers/answer.js";
import type { Offer } from "../offer/offer.js";
import type { ToolInfo } from "../../tools/tool-info.js";

/** Who is asked before a call that needs approval, where the provider's package does not ask by itself. */
export interface Approval {
  /** Whether the call may be made. Without it, every call is. */
  readonly approve?: (call: {
    readonly tool: ToolInfo;
    readonly args: JsonObject | string;
  }) => boolean | Promise<boolean>;
}

/** Runs a call, after asking where a person has to allow it. A call that is refused is an answer. */
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
