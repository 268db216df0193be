import type { LayerRequest } from "../layers/layer.js";
import type { QueueOptions } from "../layers/queue-layer.js";
import { defaultEjection, type EjectionOptions } from "./ejection.js";
import type { Policy, PolicyName } from "./policies/index.js";

/** Probes of members that have nothing to do. */
export interface HealthCheckOptions {
  /** Default 30 000, give or take a fifth. */
  readonly intervalMs: number;
  /** Default 5000. */
  readonly timeoutMs: number;
}

/** How traffic is spread over replicas. */
export interface BalanceOptions {
  /** Default `fastest` from three members on, else `roundRobin`. A function is a policy of your own. */
  readonly policy: PolicyName | Policy | "auto";
  /** `false`: nobody is taken out of rotation. */
  readonly ejection: EjectionOptions | false;
  /** `false`: no probes of idle members. */
  readonly healthCheck: HealthCheckOptions | false;
  /**
   * `auto`: stay on one member while its server keeps a session for us. `none`: any member for any request. A function
   * gives requests with the same key the same member.
   */
  readonly affinity: "auto" | "none" | ((request: LayerRequest) => string | undefined);
  /** Compare what members offer before they get traffic. Default true. */
  readonly verify: boolean;
  /** Digest that members must have; without it, that of the first one asked. */
  readonly expectedDigest?: string | undefined;
  /** Back-pressure of each member. */
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
