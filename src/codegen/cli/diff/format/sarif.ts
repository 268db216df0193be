import type { Log, Notification, Result } from "sarif";
import { show } from "../../../../shared/text/show.js";
import { type Change, type DiffReport, fails, type Severity, whereOf } from "../../../diff/index.js";
import { packageVersion } from "../../../package/package-root.js";
import { visibleJson } from "../../../../shared/text/visible-json.js";

/** Levels of SARIF 2.1.0, section 3.27.10. What fails the run is always an error. */
const LEVELS: Readonly<Record<Severity, "error" | "warning" | "note">> = {
  breaking: "error",
  unknown: "warning",
  dangerous: "warning",
  safe: "note",
};

/** Formats a report as SARIF 2.1.0 for code scanning: a result for each change, located at the lock. */
export function formatSarif(report: DiffReport, lock: string): string {
  const rules = [...new Set(report.changes.map(({ rule }) => rule))].sort();
  const failures: readonly Notification[] = report.servers.flatMap(({ key, error }) =>
    error === undefined
      ? []
      : [
          {
            level: "error" as const,
            message: { text: `${show(key)} could not be queried: ${show(error.message, 4_000)}` },
            descriptor: { id: error.code },
          },
        ],
  );
  const log: Log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "fmcp-codegen",
            version: packageVersion(),
            rules: rules.map((id) => ({ id, name: id })),
          },
        },
        invocations: [
          { executionSuccessful: failures.length === 0, toolExecutionNotifications: [...failures] },
        ],
        results: report.changes.map((change) => resultOf(change, report, lock, rules)),
      },
    ],
  };
  return visibleJson(log, 2);
}

function resultOf(change: Change, { failOn }: DiffReport, lock: string, rules: readonly string[]): Result {
  const { server, severity, rule, message } = change;
  const where = `${show(server)}: ${whereOf(change)}`;
  return {
    ruleId: rule,
    ruleIndex: rules.indexOf(rule),
    level: fails(change, failOn) ? "error" : LEVELS[severity],
    message: { text: `${severity}: ${where}: ${message}` },
    locations: [
      {
        physicalLocation: { artifactLocation: { uri: encodeURI(lock.replaceAll("\\", "/")) } },
        logicalLocations: [{ fullyQualifiedName: where }],
      },
    ],
    // the same change keeps its fingerprint across runs, wherever it is in the file
    partialFingerprints: { "change/v1": `${rule} ${where}` },
  };
}
