import type * as z from "zod";
import { ConfigurationError } from "../errors/configuration-error.js";

/**
 * What validators take of zod. Generated code hands it over, so that importing the runtime loads no zod: a client that has
 * not yet been called needs none. The whole of `z` fits, too, but a bundler could then drop nothing of it.
 */
export interface Zod {
  readonly custom: typeof z.custom;
  readonly number: typeof z.number;
  readonly config: typeof z.config;
  readonly compile: typeof z.compile;
}

/** Building is synchronous, so that the zod of the schema that is being built may stand here. */
let current: Zod | undefined;

/** What `build` makes, with helpers that make schemas of `zod`. */
export function buildWith<T>(zod: Zod, build: () => T): T {
  const outer = current;
  current = zod;
  try {
    return build();
  } finally {
    current = outer;
  }
}

/**
 * The zod of the schema that is being built.
 * @throws {ConfigurationError} where none is
 */
export function zodInUse(): Zod {
  if (current !== undefined) return current;
  throw new ConfigurationError(
    "This validator is a part of a schema: make it within `schemaWith(z)(() => …)`, which says with which zod.",
  );
}
