import { show } from "../../shared/text/show.js";
import { UsageError } from "../config/usage-error.js";

/** There is no lock to say what the files should be. This is never treated as up to date. */
export class LockMissingError extends UsageError {
  constructor(path: string) {
    super(
      "LOCK_MISSING",
      `${show(path, 1_000)} does not exist.`,
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
