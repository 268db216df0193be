import type { Target } from "../connection/connection.js";
import { ConfigurationError } from "../errors/configuration-error.js";
import type { TransportSource } from "../transport/source.js";

/** What a client can connect to. */
export type ClientTarget = TransportSource;

/** A target that is looked up on the first connection, under a name that is known before. */
export class LazyTarget {
  readonly name: string;
  readonly resolve: () => Promise<Target>;

  constructor(name: string, resolve: () => Promise<Target>) {
    this.name = name;
    this.resolve = resolve;
  }
}

/** Name and address of what a client connects to. @throws {ConfigurationError} when nothing can connect to it */
export function targetOf(target: ClientTarget | LazyTarget): {
  readonly name: string;
  readonly resolve: () => Target | Promise<Target>;
} {
  if (target instanceof LazyTarget) return target;
  if (typeof target === "object" && target !== null && typeof target.open === "function") {
    return { name: target.label, resolve: () => ({ source: target }) };
  }
  throw new ConfigurationError("The target is none that a client can connect to.");
}
