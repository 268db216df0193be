import type { EjectionReason } from "../events/event.js";
import type { Handler } from "../layers/layer.js";
import {
  cleanRecord,
  ejectionMs,
  type EjectionOptions,
  observeOutcome,
  reasonToEject,
  type TrackRecord,
} from "./ejection.js";
import { currentLatency, observeLatency, type PeakEwma } from "./peak-ewma.js";
import type { Candidate } from "./policies/policy.js";

/** One endpoint of a logical server. */
export interface Replica {
  /** Name in errors and events: a command name, or origin and path. Unique within the set. */
  readonly label: string;
  /** Share of the traffic under `weighted` and `fastest`. Default 1. */
  readonly weight?: number;
  /** Sends a request to this endpoint: its own queue, session and transport. */
  readonly handle: Handler;
  /** A cheap request that shows that the endpoint responds (`server/discover`, `ping`). */
  readonly probe?: (signal: AbortSignal) => Promise<unknown>;
  /** Digest of what it offers; replicas with different digests are refused. `undefined`: unknown. */
  readonly digest?: (signal: AbortSignal) => Promise<string | undefined>;
  /** Whether the server keeps state for this client's session (a legacy session id), so that requests should stay here. */
  readonly stateful?: () => boolean;
  readonly close?: () => Promise<void>;
}

/**
 * `in`: in rotation; `ejected`: out for a time; `halfOpen`: that time is over and one probe decides; `mismatch`: another
 * server.
 */
export type MemberState = "in" | "ejected" | "halfOpen" | "mismatch";

/** Current health and statistics of one member. */
export interface MemberStats extends Candidate {
  readonly state: MemberState;
  readonly calls: number;
  /** Failures that counted against its health. */
  readonly failures: number;
  /** Times ejected in a row. */
  readonly ejections: number;
  readonly lastError: unknown;
}

/** Weight of the latest answer in the moving success rate: about the last twenty count. */
const successWeight = 0.1;

/** The state that a set keeps about one replica. */
export class Member {
  readonly replica: Replica;
  readonly #ejection: EjectionOptions;
  #record: TrackRecord = cleanRecord;
  #latency: PeakEwma | undefined;
  #successRate = 1;
  #ejectedUntil: number | undefined;
  #restoredAt: number | undefined;
  #ejections = 0;
  #calls = 0;
  #failures = 0;
  #lastError: unknown;
  #whenDrained: (() => void) | undefined;
  pending = 0;
  /** Whether a half-open probe is under way. */
  probing = false;
  /** When it last took a request or was probed. */
  lastActive = -Infinity;
  /** Number of verdicts (ejected, restored). */
  epoch = 0;

  constructor(replica: Replica, ejection: EjectionOptions) {
    this.replica = replica;
    this.#ejection = ejection;
  }

  get label(): string {
    return this.replica.label;
  }

  state(now: number): MemberState {
    if (this.#ejectedUntil === undefined) return "in";
    if (this.#ejectedUntil === Infinity) return "mismatch";
    return now < this.#ejectedUntil ? "ejected" : "halfOpen";
  }

  /** Whether it fails so often that it would be ejected if enough others were in rotation. */
  get suspect(): boolean {
    return this.#record.consecutive >= this.#ejection.consecutiveFailures;
  }

  /** Records an answer that took `durationMs`; a JSON-RPC error is an answer, too. */
  succeeded(durationMs: number, now: number): void {
    this.#book(false, now);
    this.#latency = observeLatency(this.#latency, durationMs, now);
  }

  /** Records a failure that counts; returns why the member should now be ejected, if it should. */
  failed(error: unknown, replicas: number, now: number): EjectionReason | undefined {
    this.#lastError = error;
    this.#failures++;
    this.#book(true, now);
    return this.#ejectedUntil === undefined
      ? reasonToEject(this.#record, replicas, this.#ejection)
      : undefined;
  }

  /** Takes it out of rotation; returns for how long. */
  eject(now: number): number {
    const forgiven =
      this.#restoredAt === undefined ? 0 : Math.floor((now - this.#restoredAt) / this.#ejection.durationMs);
    this.#restoredAt = undefined;
    this.#ejections = Math.max(0, this.#ejections - forgiven) + 1;
    const durationMs = ejectionMs(this.#ejections, this.#ejection);
    this.epoch++;
    this.#ejectedUntil = now + durationMs;
    return durationMs;
  }

  /** Excludes it for good: it is not a replica. Returns `false` if that was known. */
  refuse(error: unknown): boolean {
    this.#lastError = error;
    const news = this.#ejectedUntil !== Infinity;
    this.#ejectedUntil = Infinity;
    return news;
  }

  /** Puts it back in rotation, on probation: the next failure ejects it again. */
  restore(now: number): void {
    this.epoch++;
    this.#ejectedUntil = undefined;
    this.#restoredAt = now;
    this.#record = { ...cleanRecord, consecutive: this.#ejection.consecutiveFailures - 1 };
  }

  /** Records that a request ended. */
  release(): void {
    if (--this.pending === 0) this.#whenDrained?.();
  }

  /** Resolves when nothing is in flight. */
  drained(): Promise<void> {
    if (this.pending === 0) return Promise.resolve();
    return new Promise((resolve) => (this.#whenDrained = resolve));
  }

  candidate(now: number): Candidate {
    return {
      label: this.label,
      weight: this.replica.weight ?? 1,
      pending: this.pending,
      latencyMs: currentLatency(this.#latency, now),
      successRate: this.#successRate,
    };
  }

  stats(now: number): MemberStats {
    return {
      ...this.candidate(now),
      state: this.state(now),
      calls: this.#calls,
      failures: this.#failures,
      ejections: this.#ejections,
      lastError: this.#lastError,
    };
  }

  #book(failed: boolean, now: number): void {
    this.#calls++;
    this.#record = observeOutcome(this.#record, failed, now, this.#ejection);
    this.#successRate += successWeight * ((failed ? 0 : 1) - this.#successRate);
  }
}
