import { FmcpError } from "../../shared/errors/fmcp-error.js";
import { show } from "../../shared/text/show.js";

/** A file that is not ours is where one of ours should go. Nothing was written. */
export class ForeignFileError extends FmcpError {
  /** Paths below the output folder. */
  readonly paths: readonly string[];

  constructor(out: string, paths: readonly string[]) {
    const named = paths.slice(0, 5).map((path) => show(path, 300));
    const list = `${named.join(", ")}${paths.length > named.length ? ` and ${paths.length - named.length} more` : ""}`;
    super(
      "FOREIGN_FILE",
      `${show(out, 1_000)} holds files that fmcp-codegen did not write: ${list}. Nothing was written. Move or delete them, or choose another folder with -o.`,
    );
    this.paths = paths;
  }
}

/** A path leads out of the output folder, by a symbolic link or by its name. Nothing was written. */
export class UnsafePathError extends FmcpError {
  constructor(path: string, problem: string) {
    super("UNSAFE_PATH", `${show(path, 1_000)}: ${problem} Nothing was written.`);
  }
}

/** Another run is writing to the same output folder and did not finish in time. Nothing was written. */
export class FolderBusyError extends FmcpError {
  constructor(out: string, staging: string) {
    super(
      "FOLDER_BUSY",
      `Another run has been writing into ${show(out, 1_000)} for too long. Nothing was written. Wait for it to end; if there is none, delete ${show(out, 1_000)}/${staging}.`,
    );
  }
}

/** A disk error: what was begun is undone as far as possible. */
export class WriteFailedError extends FmcpError {
  constructor(path: string, cause: unknown) {
    super(
      "WRITE_FAILED",
      `Could not write ${show(path, 1_000)}: ${show(reasonOf(cause))}. ${remedyOf(cause)}`,
      { cause },
    );
  }
}

/** Returns Node's message without the call and its paths, which are those of the staging folder. */
function reasonOf(cause: unknown): unknown {
  return cause instanceof Error ? cause.message.replace(/, [a-z]+ '.*$/s, "") : cause;
}

function remedyOf(cause: unknown): string {
  const { code } = (cause ?? {}) as { code?: unknown };
  if (code === "EEXIST" || code === "ENOTDIR")
    return "A file is in the place of a folder: move it, or choose another folder with -o.";
  if (code === "EISDIR") return "This is a folder: give the path of a file, such as tools.md in it.";
  if (code === "ENAMETOOLONG") return "The path, or a name in it, is too long: choose another one with -o.";
  if (code === "ENOENT") return "The system does not allow a folder there: choose another one with -o.";
  return "Check the permissions and the space on the disk.";
}
