import type { LoggingLevel } from "@modelcontextprotocol/client";
import type { DriftKind } from "../drift/on-drift.js";
import type { FailureClass, Outcome } from "../retry/outcome.js";

/** Fields of every event. Safe to log: no secrets, arguments or results. */
export interface EventBase {
  /** Key of the server in the config. */
  readonly server: string;
  /** Label of the replica or connection: a command name, or origin and path of a URL. */
  readonly endpoint?: string;
}

/** The request that an event is about. */
export interface RequestFacts {
  /** MCP method, such as `tools/call`. */
  readonly method: string;
  /** Wire name of the tool or prompt, or the URI. */
  readonly subject?: string;
}

/** One attempt of a request ended. */
export interface AttemptEvent extends EventBase, RequestFacts {
  readonly type: "attempt";
  /** 1 for the first attempt. */
  readonly attempt: number;
  readonly durationMs: number;
  readonly outcome: Outcome;
}

/** A failed attempt will be followed by another one after `delayMs`. */
export interface RetryEvent extends EventBase, RequestFacts {
  readonly type: "retry";
  /** Number of the attempt that failed. */
  readonly attempt: number;
  readonly delayMs: number;
  readonly outcome: FailureClass;
  readonly error: unknown;
}

/** A request that is slower than usual was sent again after `delayMs`; the first answer counts. */
export interface HedgeEvent extends EventBase, RequestFacts {
  readonly type: "hedge";
  readonly delayMs: number;
}

/** Why no further attempt is made. */
export type GiveUpReason = "notRepeatable" | "attempts" | "budget" | "deadline";

/** A failed request of a class that could be retried was not retried. */
export interface GiveUpEvent extends EventBase, RequestFacts {
  readonly type: "giveUp";
  readonly attempt: number;
  readonly reason: GiveUpReason;
  readonly outcome: FailureClass;
  readonly error: unknown;
}

/** A request is waiting for a free slot. */
export interface QueuedEvent extends EventBase, RequestFacts {
  readonly type: "queued";
  /** Waiting requests, including this one. */
  readonly depth: number;
}

/** A request was rejected because the queue is full. */
export interface OverloadedEvent extends EventBase, RequestFacts {
  readonly type: "overloaded";
  readonly limit: number;
}

/** Why a replica was taken out of rotation. */
export type EjectionReason = "consecutiveFailures" | "failureRate" | "healthCheck" | "contractMismatch";

/** A replica gets no traffic for `durationMs` (`Infinity`: until it is replaced). */
export interface EjectedEvent extends EventBase {
  readonly type: "ejected";
  readonly endpoint: string;
  readonly reason: EjectionReason;
  readonly durationMs: number;
}

/** An ejected replica answered its probe and is back in rotation. */
export interface RestoredEvent extends EventBase {
  readonly type: "restored";
  readonly endpoint: string;
}

/** More than half of the replicas are out of rotation, so ejections are ignored (`active`), or no longer. */
export interface PanicEvent extends EventBase {
  readonly type: "panic";
  readonly active: boolean;
  readonly ejected: number;
  readonly total: number;
}

/** A server process ended and is started again after `delayMs`. */
export interface RestartEvent extends EventBase {
  readonly type: "restart";
  readonly delayMs: number;
  readonly exitCode?: number | null;
  readonly signal?: string | null;
  /** Last bytes of its stderr, redacted. */
  readonly stderrTail?: string;
}

/** The server forgot the session (404) and a new one was opened: the state of the old one is lost. */
export interface SessionResetEvent extends EventBase {
  readonly type: "sessionReset";
}

/** A stream of notifications was interrupted and reopened: notifications sent meanwhile are lost. */
export interface GapEvent extends EventBase {
  readonly type: "gap";
  /** URIs of the subscriptions concerned; empty: list changes only. */
  readonly uris: readonly string[];
}

/** The server's tools differ from those that the client was generated from. */
export interface DriftEvent extends EventBase {
  readonly type: "drift";
  /** Wire name of the tool. */
  readonly subject: string;
  readonly kind: DriftKind;
  /** Hints that differ, such as `readOnlyHint`. */
  readonly hints: readonly string[];
  readonly message: string;
}

/** A request was answered from the cache. */
export interface CacheHitEvent extends EventBase, RequestFacts {
  readonly type: "cacheHit";
  readonly ageMs: number;
}

/** An expired answer was served because the server failed (`staleIfError`). */
export interface StaleEvent extends EventBase, RequestFacts {
  readonly type: "stale";
  readonly ageMs: number;
  readonly error: unknown;
}

/** Something that a person should know and that is not an error: a skipped tool, a validation warning, a listener that threw. */
export interface DiagnosticEvent extends EventBase {
  readonly type: "diagnostic";
  readonly severity: "info" | "warning" | "error";
  /** Stable, for filters. */
  readonly code: string;
  readonly message: string;
  readonly subject?: string;
  readonly cause?: unknown;
}

/** A log message of the server (`notifications/message`): foreign text. */
export interface LogEvent extends EventBase {
  readonly type: "log";
  readonly level: LoggingLevel;
  readonly logger?: string;
  /** Any JSON value. */
  readonly data: unknown;
}

/** Every event of the runtime, as one union discriminated by `type`. */
export type RuntimeEvent =
  | AttemptEvent
  | RetryEvent
  | HedgeEvent
  | GiveUpEvent
  | QueuedEvent
  | OverloadedEvent
  | EjectedEvent
  | RestoredEvent
  | PanicEvent
  | RestartEvent
  | SessionResetEvent
  | GapEvent
  | DriftEvent
  | CacheHitEvent
  | StaleEvent
  | LogEvent
  | DiagnosticEvent;

/** Name of an event, for `client.on`. */
export type RuntimeEventType = RuntimeEvent["type"];

/** The member of the union with this `type`. */
export type RuntimeEventOf<T extends RuntimeEventType> = Extract<RuntimeEvent, { readonly type: T }>;

/** Reports an event. Never throws, never waits. */
export type Emit = (event: RuntimeEvent) => void;
