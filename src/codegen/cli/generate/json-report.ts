import type { Settings } from "../../config/settings.js";
import type { GenerateReport } from "../../run/generate-options.js";
import type { ExitCode } from "../../../shared/command-line/exit-code.js";
import { shortPath } from "../cli-text.js";

/** What the report contains beyond the result of `generate`. */
export interface RunFacts {
  readonly exitCode: ExitCode;
  readonly cwd: string;
  readonly dryRun: boolean;
  readonly durationMs: number;
}

/** Returns the report of `--json`. Paths are relative to the working directory, those of files to `out`. */
export function jsonReport(report: GenerateReport, settings: Settings, { cwd, ...facts }: RunFacts): object {
  const { texts: _texts, ...rest } = report;
  return {
    ...rest,
    ...facts,
    durationMs: Math.round(facts.durationMs),
    servers: report.servers.map((server) => ({ ...server, durationMs: Math.round(server.durationMs) })),
    config: shortPath(settings.servers.path, cwd),
    out: shortPath(settings.out, cwd),
    faults: settings.faults,
  };
}
