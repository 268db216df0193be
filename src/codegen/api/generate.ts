import type { ConfigFault } from "../../shared/config/index.js";
import { generate as run } from "../run/generate.js";
import type { GenerateOptions as RunOptions, GenerateReport as RunReport } from "../run/generate-options.js";
import { type ConfigSource, serversOfSource } from "./config-source.js";

/** A whole run: from a config to files. */
export interface GenerateOptions extends Omit<RunOptions, "entries" | "others" | "remembered"> {
  /** Whose servers are asked. May be left out with `offline`: then the code is made from the lock alone. */
  readonly config?: ConfigSource;
}

/** What a run did. */
export interface GenerateReport extends Omit<RunReport, "exitCode"> {
  /** What is wrong in the config. A server that it costs was not asked; its last code stands. */
  readonly faults: readonly ConfigFault[];
  /** As the command line would exit. 0: done; 2: the config has faults; 3: some servers failed; 4: all did. */
  readonly exitCode: 0 | 2 | 3 | 4;
}

/**
 * Asks the servers of a config, generates, checks and writes. A server that fails costs itself: its last client stays, and the
 * report says so. Nothing is written before everything is known to be writable, and nothing but files of ours is touched.
 *
 * @throws {ConfigInvalidError} when no server can be asked at all, {ConfigNotFoundError}, {ConfigUnreadableError}
 * @throws {LockInvalidError} {@link ForeignFileError} {@link UnsafePathError} {@link GateError} {@link NameOverrideError}
 *   {@link TemplateError} {@link WriteFailedError} {@link FormatError} {@link OutOfTimeError}: nothing was written
 * @throws the reason of `options.signal`
 */
export async function generate({ config, ...options }: GenerateOptions): Promise<GenerateReport> {
  const { entries, faults, path } =
    config === undefined && options.offline === true
      ? { entries: [], faults: [], path: undefined }
      : await serversOfSource(config ?? {});
  const broken = faults.flatMap(({ server }) => (server === undefined ? [] : [server]));
  const report = await run({
    ...(path !== undefined && { configPath: path }),
    ...options,
    entries,
    others: broken,
  });
  return { ...report, faults, exitCode: faults.length > 0 ? 2 : report.exitCode };
}
