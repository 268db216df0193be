import type { ConfigFault } from "../../shared/config/index.js";
import { generate as run } from "../run/generate.js";
import type { GenerateOptions as RunOptions, GenerateReport as RunReport } from "../run/generate-options.js";
import { type ConfigSource, serversOfSource } from "./config-source.js";

/** A whole run: from a config to files. */
export interface GenerateOptions extends Omit<RunOptions, "entries" | "others" | "remembered"> {
  /** The servers to ask. May be omitted with `offline`: the code is then generated from the lock alone. */
  readonly config?: ConfigSource;
}

/** The result of a run. */
export interface GenerateReport extends Omit<RunReport, "exitCode"> {
  /** Faults of the config. An affected server was not asked; its previous code is kept. */
  readonly faults: readonly ConfigFault[];
  /** The exit code of the command line. 0: done; 2: the config has faults; 3: some servers failed; 4: all failed. */
  readonly exitCode: 0 | 2 | 3 | 4;
}

/**
 * Asks the servers of a config, generates, checks and writes. If a server fails, its previous client is kept and the report
 * says so. Nothing is written until everything is known to be writable, and only our own files are touched.
 *
 * @throws {ConfigInvalidError} if no server can be asked, {ConfigNotFoundError}, {ConfigUnreadableError}
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
