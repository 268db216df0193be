export { type LintFinding, type LintRule } from "./finding.js";
export { lint } from "./lint.js";
export { newFindings } from "./new-findings.js";
