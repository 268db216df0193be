import { ConfigInvalidError } from "../config/usage-error.js";
import type { IntrospectOptions, IntrospectResult, ServerFailure } from "../introspect/index.js";
import { type ConfigSource, serversOfSource } from "./config-source.js";

/**
 * Asks every server of a config what it offers, several at once. A server that fails, or whose entry cannot be used, is in
 * `failures` and does not affect the others. Only lists are requested; no tool is called. No process is left running when the
 * promise settles.
 *
 * @throws {ConfigInvalidError} if no server can be asked, {ConfigNotFoundError}, {ConfigUnreadableError}
 * @throws the reason of `options.signal`, after every connection is closed
 */
export async function introspect(
  config: ConfigSource,
  options: IntrospectOptions = {},
): Promise<IntrospectResult> {
  // the runtime is loaded only when servers are asked, not when this package is imported
  const { introspect: ask, withCause } = await import("../introspect/index.js");
  const { entries, faults, path } = await serversOfSource(config);
  const result = await ask(entries, { ...(path !== undefined && { configPath: path }), ...options });
  const failures = faults.map((fault): ServerFailure => {
    const cause = new ConfigInvalidError(path ?? "config", [fault]);
    const message = `${cause.message} ${cause.hint}`;
    return withCause({ server: fault.server ?? "", code: cause.code, message, durationMs: 0 }, cause);
  });
  return { ...result, failures: [...failures, ...result.failures] };
}
