import { show } from "../../shared/text/show.js";
import { UsageError } from "../config/usage-error.js";

/** There is no lock to say what the files should be. This is never treated as up to date. */
export class LockMissingError extends UsageError {
  /** @param isCutOff a run that would have written it was cut off, or is writing now */
  constructor(path: string, isCutOff = false) {
    const missing = `${show(path, 1_000)} does not exist`;
    super(
      "LOCK_MISSING",
      isCutOff
        ? `A run was interrupted before it wrote its first file, or is writing now: ${missing}.`
        : `${missing}.`,
      "Generate once (fmcp-codegen mcp.json -o <folder>) and commit the lock with the files, or name the folder with -o.",
    );
  }
}

/** The lock was made with something that it does not contain and that was not given. */
export class LockIncompleteError extends UsageError {
  constructor(message: string, hint: string) {
    super("LOCK_INCOMPLETE", message, hint);
  }
}
