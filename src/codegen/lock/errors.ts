import { FmcpError } from "../../shared/errors/fmcp-error.js";
import { show } from "../../shared/text/show.js";

/** `mcp.lock.json` is not what we wrote: it does not parse, is of another version, or is no lock of ours. */
export class LockInvalidError extends FmcpError {
  constructor(path: string, problem: string, cause?: unknown) {
    super(
      "LOCK_INVALID",
      `${show(path, 1_000)}: ${problem} Restore it from version control, or delete it together with the generated files and generate again.`,
      {
        cause,
      },
    );
  }
}
