import { ConfigurationError } from "../errors/configuration-error.js";
import type { TransportSource } from "../transport/source.js";

/** What a client can connect to. */
export type ClientTarget = TransportSource;

/** The source behind a target. */
export function sourceOf(target: ClientTarget): TransportSource {
  if (typeof target === "object" && target !== null && typeof target.open === "function") return target;
  throw new ConfigurationError("The target is none that a client can connect to.");
}
