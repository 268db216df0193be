import type { JsonObject } from "../../shared/json/json.js";
import type { RequestOptions } from "../backend/call-options.js";
import type { BaseClientOptions } from "../backend/options.js";
import type { OnDrift } from "../drift/on-drift.js";
import type { ClientTarget } from "../transport/target.js";

/**
 * What happens to values that break the schema which the server declares. `both` checks arguments before they are sent
 * and answers before they are returned; `warn` checks both, reports (`diagnostic` events) and lets them pass.
 */
export type ValidateMode = "both" | "input" | "output" | "warn" | "off";

/** Options of a generated client. */
export interface ClientOptions extends BaseClientOptions {
  /**
   * What to connect to instead of the server of the config: an in-memory server in a test, another URL, a transport. It offers
   * tools by the names that this code has: what the config changes about its own server does not hold for another.
   */
  readonly target?: ClientTarget;
  /** The same as `target`. */
  readonly transport?: ClientTarget;
  /** Where to find the server instead: a path of a config file, or a config. Default: the file that the code was made from. */
  readonly config?: string | JsonObject;
  /** Default: what the config says for the server, else `both`. */
  readonly validate?: ValidateMode;
  /**
   * What to do about tools that are not what this code was generated from. They are listed once a session, and again when
   * the server says that they changed; resources and prompts are not compared. Default: what the config says for the
   * server, else `warn` as soon as somebody listens to `drift` events with `$on`.
   */
  readonly onDrift?: OnDrift;
}

/** Options of one call of a generated method. */
export interface CallOptions extends RequestOptions {
  /** Default: the client's. */
  readonly validate?: ValidateMode;
  /** The tool may run twice without harm, so that it is repeated when its outcome is unknown. Default: false. */
  readonly idempotent?: boolean;
  /** Methods return data, and a failure has none: it is thrown. `$call` takes this option. */
  readonly raiseOnError?: never;
}

/** Options of `$call`, which returns the whole answer. */
export interface WholeCallOptions extends Omit<CallOptions, "raiseOnError"> {
  /** `false`: a result with `isError` is returned instead of thrown. Default true. */
  readonly raiseOnError?: boolean;
}

/** Whether a mode looks at arguments, or at answers, and what a fault means. */
export function checks(mode: ValidateMode, side: "input" | "output"): "throw" | "report" | "skip" {
  if (mode === "warn") return "report";
  return mode === "both" || mode === side ? "throw" : "skip";
}
