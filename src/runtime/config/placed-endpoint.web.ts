import type { Endpoint } from "../../shared/config/entry.js";

/** Only processes have paths, and this platform has no processes. */
export function placedEndpoint<T extends Endpoint>(endpoint: T): T {
  return endpoint;
}
