import { loadSettings } from "../../config/settings.js";
import { introspect } from "../../introspect/index.js";
import type { ServerModel } from "../../model/index.js";
import type { EmitOptions } from "../../run/output-options.js";
import type { DocsFlags } from "./docs-flags.js";
import { EXIT } from "../exit-code.js";
import { InterruptedError, onInterrupt } from "../interrupt.js";

/** What every server of a config says, where there is no lock yet. */
export async function askAll(
  config: string,
  flags: DocsFlags,
  cwd: string,
): Promise<{
  readonly models: readonly ServerModel[];
  readonly failures: readonly { readonly key: string; readonly message: string }[];
  readonly emit: EmitOptions;
}> {
  const {
    server,
    exclude,
    out,
    config: options,
    concurrency,
    timeout,
    protocol,
    probeTimeout,
    limit,
  } = flags;
  const settings = await loadSettings(
    {
      servers: config,
      config: options,
      out,
      include: server,
      exclude,
      concurrency,
      timeoutMs: timeout,
      protocol,
      probeTimeoutMs: probeTimeout,
      limits: limit,
    },
    cwd,
  );
  const { limits, names, globs } = settings;
  const interrupt = onInterrupt(() => process.exit(EXIT.interrupted));
  try {
    const { models, failures } = await introspect(settings.entries, {
      limits,
      signal: interrupt.signal,
      configPath: settings.servers.path,
      ...(settings.concurrency !== undefined && { concurrency: settings.concurrency }),
      ...(settings.timeoutMs !== undefined && { timeoutMs: settings.timeoutMs }),
    });
    const failed = failures.map(({ server: key, message }) => ({ key, message }));
    return { models, failures: failed, emit: { names, filter: globs, limits } };
  } catch (error) {
    throw interrupt.signal.aborted ? new InterruptedError() : error;
  } finally {
    interrupt.dispose();
  }
}
