import { FmcpError } from "../../shared/errors/fmcp-error.js";
import { show } from "../../shared/text/show.js";

const RESTORE =
  "Restore it from version control, or delete it together with the generated files and generate again.";

/** `mcp.lock.json` cannot be used: it does not parse, is of another version, or is not our lock. */
export class LockInvalidError extends FmcpError {
  constructor(path: string, problem: string, cause?: unknown, remedy = RESTORE, code = "LOCK_INVALID") {
    super(code, `${show(path, 1_000)}: ${problem} ${remedy}`, { cause });
  }
}

/** `mcp.lock.json` contains the conflict markers of a merge. */
export class LockConflictError extends LockInvalidError {
  constructor(path: string, cause?: unknown) {
    super(
      path,
      "it contains unresolved merge conflicts.",
      cause,
      "Run: fmcp-codegen generate. It reads both sides, asks the servers and rewrites the lock.",
      "LOCK_CONFLICT",
    );
  }
}
