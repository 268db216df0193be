import type { Backend } from "../backend/backend.js";
import { OneServer } from "../backend/one-server.js";
import type { BaseClientOptions, MultiClientOptions } from "../backend/backend-options.js";
import { LazyTarget } from "../backend/backend-target.js";
import { ManyServers } from "../multi/many-servers.js";
import { shapeOfTarget } from "../transport/infer-source.js";
import type { ClientTarget } from "../transport/client-target.js";

/** Wraps an existing backend as a target. */
export class ExistingBackend {
  readonly backend: Backend;

  constructor(backend: Backend) {
    this.backend = backend;
  }
}

/** Creates the backend for a client of `target`. @throws {ConfigurationError} for a target or an option that cannot be used */
export function makeBackend(target: ClientTarget | LazyTarget, given: MultiClientOptions): Backend {
  // a copy: `setHandlers` changes it
  const options = { ...given, handlers: { ...given.handlers } };
  if (target instanceof LazyTarget) return new OneServer(target, options);
  const shape = shapeOfTarget(target, options as BaseClientOptions);
  if (shape.type === "source") return new OneServer(target, options, shape);
  const config = shape.type === "config" ? { value: shape.value } : { path: shape.path };
  return new ManyServers(config, target, options, makeBackend);
}
