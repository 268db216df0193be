import { failureCodes, httpStatuses, rpcCodes, systemCodes, type Verdict } from "./failure-tables.js";
import { wasNotSent } from "./not-sent.js";
import type { FailureClass, Outcome } from "./outcome.js";

/** What retry, failover and health accounting need to know about a failure. */
export interface Failure {
  readonly class: FailureClass;
  /** Whether the same request would fail in the same way again, so that it must not be retried. */
  readonly permanent: boolean;
  /** The delay that the server asks for in `Retry-After`. */
  readonly retryAfterMs?: number;
}

/**
 * Classifies a failure by facts only: the `outcome` that the error states, its stable `code`, its HTTP status, its JSON-RPC
 * code, or the operating system code below it (through `cause`). Any other error did not come from a server or a network, so
 * repeating it is pointless: `answered`.
 */
export function classify(error: unknown): Failure {
  let retryAfterMs: number | undefined;
  let current = error;
  for (let depth = 0; depth < 8 && isObject(current); depth++) {
    retryAfterMs ??= numberAt(current, "retryAfterMs");
    const known = verdictOf(current, retryAfterMs);
    const verdict = wasNotSent(current)
      ? { class: "notSent" as const, permanent: known?.permanent ?? false }
      : known;
    if (verdict !== undefined) return toFailure(verdict, retryAfterMs ?? retryAfterBelow(current));
    current = current["cause"];
  }
  return { class: "answered", permanent: true };
}

/** Returns how an attempt that threw `error` ended: an abort by the caller is not the server's fault, a timeout is. */
export function outcomeOf(error: unknown, signal: AbortSignal): Exclude<Outcome, "ok"> {
  if (signal.aborted && !isTimeout(signal.reason)) return "cancelled";
  return isTimeout(error) ? "unknown" : classify(error).class;
}

function verdictOf(error: Record<string, unknown>, retryAfterMs: number | undefined): Verdict | undefined {
  const stated = error["outcome"];
  if (typeof stated === "string" && isFailureClass(stated))
    return { class: stated, permanent: error["permanent"] === true };
  const { code } = error;
  if (code === "CONNECTION_CLOSED" && error["sent"] === false) return { class: "notSent", permanent: false };
  const known = typeof code === "string" ? (failureCodes.get(code) ?? systemCodes.get(code)) : undefined;
  if (known !== undefined) return known;
  if (isTimeout(error)) return { class: "unknown", permanent: false };
  const status = numberAt(error, "status") ?? numberAt(error, "statusCode");
  if (status !== undefined) {
    const wait = retryAfterMs ?? retryAfterBelow(error);
    // A JSON-RPC error means that the server ran the request, except with a status that says otherwise.
    const ran = code === "MCP_ERROR" && !httpStatuses.has(status) && (status !== 503 || wait === undefined);
    if (!ran) return httpVerdict(status, wait);
  }
  const rpcCode = numberAt(error, "rpcCode") ?? numberAt(error, "code");
  return rpcCode === undefined
    ? undefined
    : (rpcCodes.get(rpcCode) ?? { class: "answered", permanent: true });
}

function httpVerdict(status: number, retryAfterMs: number | undefined): Verdict {
  if (status === 503 && retryAfterMs !== undefined) return { class: "refused", permanent: false };
  const known = httpStatuses.get(status);
  if (known !== undefined) return known;
  return status >= 500 ? { class: "unknown", permanent: false } : { class: "answered", permanent: true };
}

function toFailure(verdict: Verdict, retryAfterMs: number | undefined): Failure {
  return retryAfterMs === undefined ? verdict : { ...verdict, retryAfterMs };
}

function retryAfterBelow(error: Record<string, unknown>): number | undefined {
  const cause = error["cause"];
  return isObject(cause) ? (numberAt(cause, "retryAfterMs") ?? retryAfterBelow(cause)) : undefined;
}

function isTimeout(error: unknown): boolean {
  return isObject(error) && (error["name"] === "TimeoutError" || error["code"] === "TIMEOUT");
}

function isFailureClass(text: string): text is FailureClass {
  return text === "notSent" || text === "refused" || text === "unknown" || text === "answered";
}

function numberAt(object: Record<string, unknown>, key: string): number | undefined {
  const value = object[key];
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
