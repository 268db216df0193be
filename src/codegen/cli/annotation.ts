/** Where in a file a message belongs. */
export interface Place {
  /** Relative to the root of the repository, for GitHub to find it. */
  readonly file: string;
  readonly line?: number | undefined;
  readonly column?: number | undefined;
}

/**
 * A workflow command that shows `message` on a commit, as GitHub Actions reads it from a log.
 *
 * The escapes are those of actions/toolkit: without them, a line break in `message` would begin a command of its own.
 */
export function annotation(severity: "error" | "warning", message: string, place?: Place): string {
  const { file, line, column } = place ?? {};
  const properties = Object.entries({ file, line, col: column, title: "fmcp-codegen" })
    .filter(([, value]) => value !== undefined)
    .map(
      ([name, value]) => `${name}=${escapeData(String(value)).replaceAll(":", "%3A").replaceAll(",", "%2C")}`,
    );
  return `::${severity} ${properties.join(",")}::${escapeData(message)}`;
}

function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}
