import type { JsonObject } from "../../shared/json/json.js";
import type { RequestOptions } from "../backend/call-options.js";
import type { BaseClientOptions } from "../backend/backend-options.js";
import type { OnDrift } from "../drift/on-drift.js";
import type { ClientTarget } from "../transport/client-target.js";

/**
 * How to treat values that violate the schema that the server declares. `both` checks arguments before they are sent and
 * answers before they are returned; `warn` checks both, reports violations as `diagnostic` events and lets them pass.
 */
export type ValidateMode = "both" | "input" | "output" | "warn" | "off";

/** Options of a generated client. */
export interface ClientOptions extends BaseClientOptions {
  /**
   * What to connect to instead of the config's server: an in-memory server in a test, another URL, a transport. Its tools must
   * have the names in this code: the config's changes to its own server do not apply.
   */
  readonly target?: ClientTarget;
  /** The same as `target`. */
  readonly transport?: ClientTarget;
  /**
   * Where to find the server instead: a path of a config file, or a config. Default: the file that the code was generated from.
   */
  readonly config?: string | JsonObject;
  /** Which values are checked against their schemas. Default: the config's setting for the server, else `both`. */
  readonly validate?: ValidateMode;
  /**
   * What to do if the server's tools differ from those that this code was generated from. They are listed once a session, and
   * again when the server reports that they changed; resources and prompts are not compared. Default: the config's setting for
   * the server, else `warn` as soon as there is a listener for `drift` events (`$on`).
   */
  readonly onDrift?: OnDrift;
}

/** Options of one call of a generated method. */
export interface CallOptions extends RequestOptions {
  /** Which values of this call are checked. Default: the client's setting. */
  readonly validate?: ValidateMode;
  /** The tool may safely run twice, so the call is repeated when its outcome is unknown. Default false. */
  readonly idempotent?: boolean;
  /** Not available: methods return data, so a failure is thrown. Use `$call` for this option. */
  readonly raiseOnError?: never;
}

/** Options of `$call`, which returns the whole answer. */
export interface WholeCallOptions extends Omit<CallOptions, "raiseOnError"> {
  /** `false`: return a result with `isError` instead of throwing, also for invalid arguments. Default true. */
  readonly raiseOnError?: boolean;
}

/** Whether a mode checks arguments or answers, and what happens on a violation. */
export function checks(mode: ValidateMode, side: "input" | "output"): "throw" | "report" | "skip" {
  if (mode === "warn") return "report";
  return mode === "both" || mode === side ? "throw" : "skip";
}
