import { visibleJson } from "../../../../shared/text/visible-json.js";
import type { DiffReport } from "../../../diff/index.js";

/** The report for scripts: the same data, and nothing hidden from whoever looks. */
export function formatJson(report: DiffReport): string {
  return visibleJson(report);
}
