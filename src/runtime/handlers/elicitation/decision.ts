import type { ElicitationDecision } from "./elicitation-handler.js";

const decisions = new WeakSet();

/** Marks an object as a decision, whatever the form's properties are called. */
export function decided(decision: ElicitationDecision): ElicitationDecision {
  decisions.add(decision);
  return decision;
}

/** Whether an answer was marked as a decision. */
export function isDecided(answer: unknown): answer is ElicitationDecision {
  return typeof answer === "object" && answer !== null && decisions.has(answer);
}

/** The user declines to answer. */
export const decline: ElicitationDecision = /* @__PURE__ */ decided({ action: "decline" });

/** The user dismissed the question without a decision. */
export const cancel: ElicitationDecision = /* @__PURE__ */ decided({ action: "cancel" });
