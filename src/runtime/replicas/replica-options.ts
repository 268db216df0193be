import type { LayerRequest } from "../layers/layer.js";
import type { QueueOptions } from "../layers/queue-layer.js";
import { defaultEjection, type EjectionOptions } from "./ejection.js";
import type { Policy, PolicyName } from "./policies/index.js";

/** Probes of idle members. */
export interface HealthCheckOptions {
  /** Time between probes in milliseconds, varied by up to a fifth. Default 30 000. */
  readonly intervalMs: number;
  /** Time limit of a probe in milliseconds. Default 5000. */
  readonly timeoutMs: number;
}

/** How requests are distributed over replicas. */
export interface BalanceOptions {
  /** Default: `fastest` with three or more members, else `roundRobin`. A function is your own policy. */
  readonly policy: PolicyName | Policy | "auto";
  /** `false`: no member is taken out of rotation. */
  readonly ejection: EjectionOptions | false;
  /** `false`: no probes of idle members. */
  readonly healthCheck: HealthCheckOptions | false;
  /**
   * `auto`: stay on one member while its server keeps a session for this client. `none`: any member for any request. A
   * function: requests with the same key go to the same member.
   */
  readonly affinity: "auto" | "none" | ((request: LayerRequest) => string | undefined);
  /** Compare what members offer before they get requests. Default true. */
  readonly verify: boolean;
  /** Digest that members must have; default: that of the first member asked. */
  readonly expectedDigest?: string | undefined;
  /** Queue of each member. */
  readonly queue?: QueueOptions | undefined;
}

export const defaultHealthCheck: HealthCheckOptions = { intervalMs: 30_000, timeoutMs: 5_000 };

export const defaultBalance: BalanceOptions = {
  policy: "auto",
  ejection: defaultEjection,
  healthCheck: defaultHealthCheck,
  affinity: "auto",
  verify: true,
};
