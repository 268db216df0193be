import type { Endpoint } from "../../shared/config/entry.js";

/** Only processes have paths, and there are none here. */
export function placedEndpoint<T extends Endpoint>(endpoint: T): T {
  return endpoint;
}
