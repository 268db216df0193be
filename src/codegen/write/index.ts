export { type ChangeSet, type FileChange, planChanges } from "./change-set.js";
export { ForeignFileError, UnsafePathError, WriteFailedError } from "./write-errors.js";
export { type ForeignFile, foreignFiles } from "./foreign-files.js";
export { FormatError, type Formatter, loadFormatter } from "./formatter.js";
export { OutFolder } from "./out-folder.js";
export { STAGING_NAME, unfinishedRun } from "./staging.js";
export { plannedChanges, writeFiles } from "./write-files.js";
