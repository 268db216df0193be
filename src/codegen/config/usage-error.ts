import type { ConfigFault } from "../../shared/config/fault.js";
import { UsageError } from "../../shared/errors/usage-error.js";
import { show } from "../../shared/text/show.js";

export { UsageError };

/** A config file that was named does not exist, or none was named and none was found. */
export class ConfigNotFoundError extends UsageError {
  constructor(message: string, hint: string) {
    super("CONFIG_NOT_FOUND", message, hint);
  }
}

/** A config file exists but cannot be read, parsed or run. */
export class ConfigUnreadableError extends UsageError {
  constructor(message: string, hint: string, cause?: unknown) {
    super("CONFIG_UNREADABLE", message, hint, { cause });
  }
}

/** A flag or a key of `fmcp.config` does not exist or has an invalid value. */
export class OptionInvalidError extends UsageError {
  constructor(message: string, hint: string) {
    super("OPTION_INVALID", message, hint);
  }
}

/** The output folder, which was not named on the command line, is outside the project, or symbolic links lead out of it. */
export class OutOutsideProjectError extends UsageError {
  constructor(out: string, target: string | undefined) {
    const where = target === undefined ? "a place that does not exist" : show(target, 1_000);
    super(
      "OUT_OUTSIDE_PROJECT",
      out === target
        ? `The output folder ${show(out, 1_000)} of fmcp.config is outside the project. Nothing was written.`
        : `The output folder ${show(out, 1_000)} is a symbolic link, or lies behind one, to ${where}, outside the project. Nothing was written.`,
      "If this is intended, name the folder with -o.",
    );
  }
}

/** `--server` or `--exclude` leaves nothing to do, or names a server that is not in the config. */
export class FilterMatchesNothingError extends UsageError {
  constructor(message: string, hint: string) {
    super("FILTER_MATCHES_NOTHING", message, hint);
  }
}

/** A config file parses but is invalid; lists every fault with its place. */
export class ConfigInvalidError extends UsageError {
  readonly path: string;
  readonly faults: readonly ConfigFault[];

  constructor(path: string, all: readonly ConfigFault[]) {
    // after the first syntax error, a parser only guesses
    const faults = all.filter((fault, index) => index === 0 || fault.pointer !== "");
    const [first] = faults;
    const others = faults.length > 1 ? ` (and ${faults.length - 1} more)` : "";
    super("CONFIG_INVALID", `${describeFault(path, first)}${others}`, first?.hint ?? "");
    this.path = path;
    this.faults = faults;
  }
}

/** Describes a fault on one line: `mcp.json:3:7 /mcpServers/weather: what is wrong`. */
export function describeFault(path: string, fault: ConfigFault | undefined): string {
  const place = fault?.line === undefined ? path : `${path}:${fault.line}:${fault.column ?? 1}`;
  const pointer = fault?.pointer ? ` ${show(fault.pointer)}` : "";
  return `${show(place, 1_000)}${pointer}: ${fault?.message ?? "is not valid."}`;
}

/** A config file could not be written. */
export class ConfigUnwritableError extends UsageError {
  constructor(path: string, cause: unknown) {
    const why = cause instanceof Error ? ((cause as NodeJS.ErrnoException).code ?? cause.message) : cause;
    super("CONFIG_UNWRITABLE", `Cannot write ${show(path, 1_000)}: ${show(why)}.`, "Check its permissions.", {
      cause,
    });
  }
}
