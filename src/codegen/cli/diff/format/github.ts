import { type DiffReport, fails, summaryOf, whereOf } from "../../../diff/index.js";
import { show } from "../../../../shared/text/show.js";
import { annotation } from "../../annotation.js";

/**
 * Formats a report as workflow commands of GitHub Actions: errors for what fails the run, warnings for other changes that
 * are not safe.
 */
export function formatGithub(report: DiffReport, lock: string): string {
  const place = { file: lock };
  const lines = report.changes
    .filter((change) => fails(change, report.failOn) || change.severity !== "safe")
    .map((change) => {
      const message = `${change.severity}: ${show(change.server)}: ${whereOf(change)}: ${change.message}`;
      return annotation(fails(change, report.failOn) ? "error" : "warning", message, place);
    });
  return [...lines, summaryOf(report)].join("\n");
}
