import type { ElicitationDecision } from "./elicitation-handler.js";

const decisions = new WeakSet();

/** Marks a decision as one, whatever the properties of the form are called. */
export function decided(decision: ElicitationDecision): ElicitationDecision {
  decisions.add(decision);
  return decision;
}

/** Whether a decision was marked as one. */
export function isDecided(answer: unknown): answer is ElicitationDecision {
  return typeof answer === "object" && answer !== null && decisions.has(answer);
}

/** The user refuses to answer. */
export const decline: ElicitationDecision = /* @__PURE__ */ decided({ action: "decline" });

/** The user dismissed the question without a decision. */
export const cancel: ElicitationDecision = /* @__PURE__ */ decided({ action: "cancel" });
