import type { JsonObject } from "../../../../shared/json/json.js";
import { Members } from "./members.js";

/** The answer of a device authorization endpoint (RFC 8628 §3.2). */
export interface DeviceAuthorization {
  readonly deviceCode: string;
  readonly userCode: string;
  readonly verificationUri: string;
  /** The same URI with the code in it. */
  readonly verificationUriComplete?: string;
  readonly lifeSeconds: number;
  /** Pause between two requests to the token endpoint. */
  readonly intervalSeconds: number;
}

/** Used if the server gives no lifetime; RFC 8628 §3.5 defines the interval. */
const DEFAULT_LIFE_SECONDS = 900;
const DEFAULT_INTERVAL_SECONDS = 5;
/** A longer pause is taken for a mistake, such as another unit. */
const MAX_INTERVAL_SECONDS = 300;

/** @throws UnusableAnswer */
export function readDeviceAuthorization(body: JsonObject): DeviceAuthorization {
  const members = new Members(body);
  const complete = members.url("verification_uri_complete");
  const interval = members.number("interval") ?? DEFAULT_INTERVAL_SECONDS;
  const life = members.number("expires_in") ?? DEFAULT_LIFE_SECONDS;
  return {
    deviceCode: members.requiredText("device_code"),
    userCode: members.requiredText("user_code"),
    // Google used this name before the RFC.
    verificationUri: members.url("verification_url") ?? members.requiredUrl("verification_uri"),
    ...(complete !== undefined && { verificationUriComplete: complete }),
    lifeSeconds: life > 0 ? life : DEFAULT_LIFE_SECONDS,
    intervalSeconds: Math.min(interval > 0 ? interval : DEFAULT_INTERVAL_SECONDS, MAX_INTERVAL_SECONDS),
  };
}
