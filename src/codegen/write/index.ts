export { applyChanges } from "./apply-changes.js";
export { type ChangeSet, type FileChange, planChanges } from "./change-set.js";
export { ForeignFileError, UnsafePathError, WriteFailedError } from "./errors.js";
export { type ForeignFile, foreignFiles } from "./foreign-files.js";
export { FormatError, type Formatter, loadFormatter } from "./formatter.js";
export { OutFolder } from "./out-folder.js";
