import type { EjectionReason } from "../events/event.js";

/** When to take a replica out of rotation, after Envoy's outlier detection and gRPC A50. */
export interface EjectionOptions {
  /** Failures in a row. Default 5. */
  readonly consecutiveFailures: number;
  /** Failure rate within an interval, 0 to 1. Default 0.85. */
  readonly failureRate: number;
  /** Requests within an interval before the rate counts. Default 50. */
  readonly minimumRequests: number;
  /** Replicas in the set before the rate counts. Default 5. */
  readonly minimumReplicas: number;
  /** Interval in milliseconds. Default 10 000. */
  readonly intervalMs: number;
  /** Duration of the first ejection in milliseconds; the n-th in a row lasts n times as long. Default 30 000. */
  readonly durationMs: number;
  /** Longest ejection in milliseconds. Default 300 000. */
  readonly maxDurationMs: number;
}

export const defaultEjection: EjectionOptions = {
  consecutiveFailures: 5,
  failureRate: 0.85,
  minimumRequests: 50,
  minimumReplicas: 5,
  intervalMs: 10_000,
  durationMs: 30_000,
  maxDurationMs: 300_000,
};

/** Recent behavior of one replica; pure data. */
export interface TrackRecord {
  readonly consecutive: number;
  readonly windowStart: number;
  readonly requests: number;
  readonly failures: number;
}

export const cleanRecord: TrackRecord = { consecutive: 0, windowStart: -Infinity, requests: 0, failures: 0 };

/** Returns the record after one more answer or counted failure. */
export function observeOutcome(
  record: TrackRecord,
  failed: boolean,
  now: number,
  options: EjectionOptions,
): TrackRecord {
  const fresh = now - record.windowStart >= options.intervalMs;
  return {
    consecutive: failed ? record.consecutive + 1 : 0,
    windowStart: fresh ? now : record.windowStart,
    requests: (fresh ? 0 : record.requests) + 1,
    failures: (fresh ? 0 : record.failures) + (failed ? 1 : 0),
  };
}

/** Returns why the replica should be ejected, or `undefined`. */
export function reasonToEject(
  record: TrackRecord,
  replicas: number,
  options: EjectionOptions,
): EjectionReason | undefined {
  if (record.consecutive >= options.consecutiveFailures) return "consecutiveFailures";
  const enough = record.requests >= options.minimumRequests && replicas >= options.minimumReplicas;
  return enough && record.failures / record.requests >= options.failureRate ? "failureRate" : undefined;
}

/** Returns how long the `times`-th ejection in a row lasts. */
export function ejectionMs(times: number, options: EjectionOptions): number {
  return Math.min(options.maxDurationMs, options.durationMs * times);
}

/** Returns how many of `replicas` may be ejected at once: half of them, but always one. */
export function mayBeOut(replicas: number): number {
  return Math.max(1, Math.floor(replicas / 2));
}
