import { classify } from "../retry/classify.js";

/**
 * Whether a failure counts against the health of the replica: it could not be reached, gave no answer, or answered 5xx. A
 * replica that refuses a request (4xx, JSON-RPC errors) is working.
 */
export function countsAgainstHealth(error: unknown): boolean {
  const failure = classify(error);
  if (failure.class === "unknown") return true;
  if (failure.class === "notSent") return !(failure.permanent && codeOf(error) === "OVERLOADED");
  return statusOf(error) >= 500;
}

function codeOf(error: unknown): unknown {
  return (error as { code?: unknown } | null)?.code;
}

function statusOf(error: unknown): number {
  const status = (error as { status?: unknown } | null)?.status;
  return typeof status === "number" ? status : 0;
}
