import type { Report } from "./checked.js";
export function withinReason(report: Report): Report {
  return report;
}
