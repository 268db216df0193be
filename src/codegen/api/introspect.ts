import { ConfigInvalidError } from "../config/usage-error.js";
import type { IntrospectOptions, IntrospectResult, ServerFailure } from "../introspect/index.js";
import { type ConfigSource, serversOfSource } from "./config-source.js";

/**
 * Asks every server of a config what it offers, several at once. One that fails, or whose entry cannot be used, is in
 * `failures`; the others do not notice. Only lists are asked for, never a tool called; no process is left behind when the promise
 * settles.
 *
 * @throws {ConfigInvalidError} when no server can be asked at all, {ConfigNotFoundError}, {ConfigUnreadableError}
 * @throws the reason of `options.signal`, after every connection is closed
 */
export async function introspect(
  config: ConfigSource,
  options: IntrospectOptions = {},
): Promise<IntrospectResult> {
  // the runtime under it is loaded by who asks servers, not by who imports this package
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
