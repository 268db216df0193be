export { acceptChanges, type Accepted } from "./accept.js";
export { type Change, type ChangePart, SEVERITIES, type Severity, type SubjectKind } from "./change.js";
export { type CompareOptions, compareServers } from "./compare-servers.js";
export { type ComparedServer, type DiffReport, diffReport, type FailOn, fails } from "./report.js";
export { summaryOf, textsOf, whereOf } from "./describe.js";
