import type { Answer } from "../answers/answer.js";
import type { Approve } from "../offer/allowed.js";
import type { Offer } from "../offer/offer.js";

/** Asks for approval of a call, for providers whose package does not ask by itself. */
export interface Approval {
  /**
   * Whether the call may be made. Called only with valid arguments, as the server would receive them. Default: every call is
   * allowed. If it throws, the call is refused and a warning says why.
   */
  readonly approve?: Approve;
}

/** Runs a call, after asking for approval if it needs one. A refusal is returned to the model as an answer. */
export function runApproved(
  offer: Offer,
  name: string,
  args: unknown,
  { approve }: Approval,
  signal?: AbortSignal,
): Promise<Answer> {
  return offer.run(name, args, signal, approve);
}
